package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.discovery.DiscoveryEnvironment;
import io.jenkins.plugins.kargo.engine.discovery.InvalidPinException;
import io.jenkins.plugins.kargo.engine.discovery.Pin;
import io.jenkins.plugins.kargo.engine.discovery.WarehouseOutcome;
import io.jenkins.plugins.kargo.engine.discovery.Warehouses.Mode;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.project.BuildReferences;
import io.jenkins.plugins.kargo.project.ProjectAccess;
import io.jenkins.plugins.kargo.security.JenkinsCredentialResolver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Looks at a project's warehouses once, and makes Freight of what is new. May be done again. */
final class WarehouseRound {
    private final StepContext context;
    private final BuildManifests.Found found;

    WarehouseRound(@NonNull StepContext context, @NonNull BuildManifests.Found found) {
        this.context = context;
        this.found = found;
    }

    /**
     * @param results one Map for each warehouse, for scripts
     * @param failures what somebody has to put right, secrets masked
     */
    record Result(
            @NonNull ArrayList<LinkedHashMap<String, Object>> results,
            @NonNull List<String> failures) {}

    /**
     * @param warehouse name of the one to look at, null for all
     * @param artifacts what the build pins
     */
    @NonNull
    Result look(@CheckForNull String warehouse, @NonNull List<LinkedHashMap<String, Object>> artifacts)
            throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        ProjectAccess access = found.access();
        JenkinsCredentialResolver credentials =
                JenkinsCredentialResolver.forBuild(run, access.bindings(), Map.of(), access.previewReason());
        DiscoveryEnvironment environment =
                new DiscoveryEnvironment(KargoRuntime.get().discovery(), credentials, access.project());
        ArrayList<LinkedHashMap<String, Object>> results = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Warehouse one : warehouses(warehouse, artifacts)) {
            WarehouseOutcome outcome = reconcile(one, artifacts, environment, BuildReferences.of(run));
            List<String> problems = outcome.problems();
            for (String message : outcome.messages()) {
                if (!problems.contains(message)) {
                    BuildLog.of(context).getLogger().println(credentials.mask().mask(message));
                }
            }
            for (String problem : problems) {
                failures.add(credentials.mask().mask(problem));
            }
            note(run, access, one, outcome);
            results.add(WarehouseResult.of(one.name(), outcome));
        }
        return new Result(results, failures);
    }

    private Collection<Warehouse> warehouses(String warehouse, List<?> artifacts) throws AbortException {
        Map<String, Warehouse> all = found.configuration().warehouses();
        if (all.isEmpty()) {
            throw new AbortException("Project " + found.access().project() + " has no Warehouse");
        }
        if (warehouse == null) {
            if (all.size() > 1 && !artifacts.isEmpty()) {
                throw new AbortException("Project " + found.access().project() + " has the warehouses "
                        + String.join(", ", all.keySet()) + ": say with 'warehouse:' which one gets the artifacts");
            }
            return all.values();
        }
        Warehouse one = all.get(warehouse);
        if (one == null) {
            throw new AbortException("Project " + found.access().project() + " has no warehouse '" + warehouse
                    + "'; it has " + String.join(", ", all.keySet()));
        }
        return List.of(one);
    }

    private WarehouseOutcome reconcile(
            Warehouse warehouse,
            List<LinkedHashMap<String, Object>> artifacts,
            DiscoveryEnvironment environment,
            BuildReference build)
            throws IOException, InterruptedException {
        try {
            return KargoRuntime.get()
                    .warehouses()
                    .reconcile(
                            found.access().project(),
                            found.configuration(),
                            warehouse,
                            Pin.parse(artifacts),
                            environment,
                            build,
                            found.access().isPreview() ? Mode.PREVIEW : Mode.TRUSTED);
        } catch (InvalidPinException e) {
            throw new AbortException(e.getMessage());
        }
    }

    private static void note(Run<?, ?> run, ProjectAccess access, Warehouse warehouse, WarehouseOutcome outcome) {
        Freight freight = outcome.freight();
        boolean created = outcome.status() == WarehouseOutcome.Status.CREATED;
        if (freight != null && !access.isPreview()) {
            KargoBuildAction.of(run)
                    .found(
                            access.project(),
                            new KargoBuildAction.FreightLine(
                                    warehouse.name(), freight.name(), freight.alias(), created));
        }
    }
}
