package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Node;
import hudson.model.Run;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.discovery.DiscoveryEnvironment;
import io.jenkins.plugins.kargo.engine.discovery.InvalidPinException;
import io.jenkins.plugins.kargo.engine.discovery.Pin;
import io.jenkins.plugins.kargo.engine.discovery.WarehouseOutcome;
import io.jenkins.plugins.kargo.engine.discovery.Warehouses.Mode;
import io.jenkins.plugins.kargo.engine.manifest.LoadedManifests;
import io.jenkins.plugins.kargo.engine.manifest.ManifestProblem;
import io.jenkins.plugins.kargo.engine.manifest.StoredForm;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.project.BuildReferences;
import io.jenkins.plugins.kargo.project.Declaration;
import io.jenkins.plugins.kargo.project.ProjectAccess;
import io.jenkins.plugins.kargo.project.ProjectRefused;
import io.jenkins.plugins.kargo.security.JenkinsCredentialResolver;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Reads the manifests, stores them when the build may, and makes Freight. Everything in it may be done again. */
final class WarehouseExecution extends BackgroundExecution {
    private static final long serialVersionUID = 1;

    /** So many earlier builds are asked which commit they looked at. */
    private static final int EARLIER_BUILDS = 30;

    private final WarehouseArguments arguments;

    WarehouseExecution(@NonNull StepContext context, @NonNull WarehouseArguments arguments) {
        super(context);
        this.arguments = arguments;
    }

    /** The project, and the configuration whose warehouses count. */
    private record Found(ProjectAccess access, Configuration configuration) {}

    @Override
    protected Next turn() throws Exception {
        Run<?, ?> run = getContext().get(Run.class);
        Found found;
        try {
            found = configuration(run, checkout(run));
        } catch (ProjectRefused e) {
            throw new AbortException(e.getMessage());
        }
        ProjectAccess access = found.access();
        KargoBuildAction.of(run).used(access.project());
        JenkinsCredentialResolver credentials =
                JenkinsCredentialResolver.forBuild(run, access.bindings(), Map.of(), access.previewReason());
        DiscoveryEnvironment environment =
                new DiscoveryEnvironment(KargoRuntime.get().discovery(), credentials, access.project());
        List<LinkedHashMap<String, Object>> results = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Warehouse warehouse : warehouses(found)) {
            WarehouseOutcome outcome = reconcile(found, warehouse, environment, BuildReferences.of(run));
            List<String> problems = outcome.problems();
            for (String message : outcome.messages()) {
                if (!problems.contains(message)) {
                    log(credentials.mask().mask(message));
                }
            }
            for (String problem : problems) {
                failures.add(credentials.mask().mask(problem));
            }
            note(run, access, warehouse, outcome);
            results.add(WarehouseResult.of(warehouse.name(), outcome));
        }
        if (!failures.isEmpty()) {
            throw new AbortException(String.join("\n", failures));
        }
        return new Next.Done(results.size() == 1 ? results.get(0) : new ArrayList<>(results));
    }

    @CheckForNull
    private Checkout checkout(Run<?, ?> run) throws IOException, InterruptedException {
        FilePath workspace = getContext().get(FilePath.class);
        if (workspace == null) {
            return null;
        }
        EnvVars environment = getContext().get(EnvVars.class);
        GitOnAgent git = GitOnAgent.of(
                getContext().get(Node.class), environment == null ? new EnvVars() : environment, listener());
        String path = arguments.config() != null ? arguments.config() : declaredPath(run);
        Checkout checkout;
        try {
            checkout = workspace
                    .act(new ReadCheckout(listener(), git, path, lastCommit(run)))
                    .valueOrThrow();
        } catch (StepFailure e) {
            throw new AbortException(e.getMessage());
        }
        if (checkout.files().isEmpty() && arguments.config() != null) {
            throw new AbortException("There are no YAML files at '" + path + "' in the workspace");
        }
        KargoBuildAction.of(run).checkedOut(checkout.commit(), checkout.onlyPromotionCommits());
        return checkout;
    }

    private String declaredPath(Run<?, ?> run) {
        try {
            return BuildProject.of(run).resolve(arguments.project(), null).manifests();
        } catch (ProjectRefused e) {
            // The manifests may name a project that this build may use.
            return Declaration.DEFAULT_MANIFESTS;
        }
    }

    private static String lastCommit(Run<?, ?> run) {
        Run<?, ?> earlier = run.getPreviousBuild();
        for (int i = 0; i < EARLIER_BUILDS && earlier != null; i++) {
            KargoBuildAction action = KargoBuildAction.find(earlier);
            if (action != null && !action.getCommit().isEmpty()) {
                return action.getCommit();
            }
            earlier = earlier.getPreviousBuild();
        }
        return "";
    }

    private Found configuration(Run<?, ?> run, @CheckForNull Checkout checkout)
            throws IOException, InterruptedException, ProjectRefused {
        BuildProject project = BuildProject.of(run);
        if (checkout == null || checkout.files().isEmpty()) {
            ProjectAccess access = project.resolve(arguments.project(), null);
            return stored(project, access);
        }
        Configuration manifests = load(checkout);
        ProjectAccess access = project.resolve(name(manifests), null);
        if (access.isPreview()) {
            log("This is a preview (" + access.previewReason() + "): the manifests are correct, and are not stored");
            boolean known = KargoRuntime.get()
                    .store()
                    .projects()
                    .currentRevision(access.project())
                    .isPresent();
            return known ? stored(project, access) : new Found(access, manifests);
        }
        if (!access.mayConfigure()) {
            log("The manifests of this build are not stored: the configuration of project " + access.project()
                    + " comes from the job '" + access.configJob() + "'");
            return stored(project, access);
        }
        project.resolver().claim(access, project.facts());
        store(run, access, checkout);
        return new Found(access, manifests);
    }

    private static Found stored(BuildProject project, ProjectAccess access) throws AbortException {
        return new Found(access, project.configuration(access.project(), project.currentRevision(access.project())));
    }

    private void store(Run<?, ?> run, ProjectAccess access, Checkout checkout)
            throws IOException, InterruptedException {
        BuildReference build = BuildReferences.of(run);
        List<ManifestFile> files = StoredForm.of(checkout.files());
        ConfigurationRevision revision = new ConfigurationRevision(
                ManifestHash.of(files),
                checkout.commit(),
                BuildReferences.actor(build),
                build.id(),
                Instant.now(),
                files);
        if (KargoRuntime.get().store().projects().addRevision(access.project(), revision)) {
            log("Project " + access.project() + ": stored configuration "
                    + revision.hash().substring(0, 12)
                    + (checkout.commit().isEmpty() ? "" : " of commit " + checkout.commit()));
        }
    }

    private Configuration load(Checkout checkout) throws IOException, InterruptedException {
        LoadedManifests loaded = KargoRuntime.get().manifests().load(checkout.files());
        for (ManifestProblem warning : loaded.warnings()) {
            log("WARNING: " + warning);
        }
        if (loaded.hasErrors()) {
            throw new AbortException(loaded.errors().stream()
                    .map(ManifestProblem::toString)
                    .collect(Collectors.joining("\n", "The Kargo manifests have errors:\n", "")));
        }
        return loaded.configuration();
    }

    /** The argument, else what the manifests say. */
    private String name(Configuration manifests) throws AbortException {
        String given = arguments.project();
        String written = manifests.project();
        if (given == null) {
            return written;
        }
        String name = given.substring(given.lastIndexOf('/') + 1);
        if (written != null && !written.equals(name)) {
            throw new AbortException("kargoWarehouse is called for project '" + given
                    + "', but the manifests are of project '" + written + "'");
        }
        return given;
    }

    private Collection<Warehouse> warehouses(Found found) throws AbortException {
        Map<String, Warehouse> all = found.configuration().warehouses();
        if (all.isEmpty()) {
            throw new AbortException("Project " + found.access().project() + " has no Warehouse");
        }
        if (arguments.warehouse() == null) {
            if (all.size() > 1 && !arguments.artifacts().isEmpty()) {
                throw new AbortException("Project " + found.access().project() + " has the warehouses "
                        + String.join(", ", all.keySet()) + ": say with 'warehouse:' which one gets the artifacts");
            }
            return all.values();
        }
        Warehouse one = all.get(arguments.warehouse());
        if (one == null) {
            throw new AbortException("Project " + found.access().project() + " has no warehouse '"
                    + arguments.warehouse() + "'; it has " + String.join(", ", all.keySet()));
        }
        return List.of(one);
    }

    private WarehouseOutcome reconcile(
            Found found, Warehouse warehouse, DiscoveryEnvironment environment, BuildReference build)
            throws IOException, InterruptedException {
        try {
            return KargoRuntime.get()
                    .warehouses()
                    .reconcile(
                            found.access().project(),
                            found.configuration(),
                            warehouse,
                            Pin.parse(arguments.artifacts()),
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
