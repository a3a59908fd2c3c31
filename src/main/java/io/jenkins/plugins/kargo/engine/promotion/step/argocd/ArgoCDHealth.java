package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.argocd.Application;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCD;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDs;
import io.jenkins.plugins.kargo.engine.health.HealthChecker;
import io.jenkins.plugins.kargo.engine.health.HealthContext;
import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.HealthCheck;
import io.jenkins.plugins.kargo.engine.model.HealthResult;
import io.jenkins.plugins.kargo.engine.model.HealthStatus;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the Applications that {@code argocd-update} synced, as long as the stage holds what it brought. */
public final class ArgoCDHealth implements HealthChecker {
    private static final String NAME = "argocd-update";

    private final ArgoCDs argoCDs;

    public ArgoCDHealth(@NonNull ArgoCDs argoCDs) {
        this.argoCDs = argoCDs;
    }

    /** What the step registers. @param revisions desired, by Application */
    static HealthCheck register(String shard, Map<Application, List<String>> revisions) {
        List<Object> apps = new ArrayList<>();
        revisions.forEach((application, desired) -> {
            Map<String, Object> app = new LinkedHashMap<>();
            app.put("name", application.name());
            app.put("namespace", application.namespace());
            app.put("desiredRevisions", desired);
            apps.add(app);
        });
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("shard", shard);
        config.put("apps", apps);
        return new HealthCheck(NAME, config);
    }

    @Override
    @NonNull
    public String name() {
        return NAME;
    }

    @Override
    @NonNull
    public HealthResult check(@NonNull HealthContext context) throws IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        ArgoCD argo = argoCDs.of(access(context, config.text("shard")));
        HealthStatus status = HealthStatus.Healthy;
        List<String> issues = new ArrayList<>();
        List<Object> statuses = new ArrayList<>();
        for (StepConfig app : config.objects("apps")) {
            Optional<Application> found = argo.find(app.text("namespace"), app.text("name"));
            ApplicationHealth health = found.isPresent()
                    ? ApplicationHealth.of(found.get(), app.texts("desiredRevisions"))
                    : new ApplicationHealth(
                            HealthStatus.Unknown,
                            List.of("unable to find " + Names.of(app.text("namespace"), app.text("name"))));
            status = status.worse(health.status());
            issues.addAll(health.issues());
            statuses.add(describe(app, found));
            if (found.isPresent()) {
                Refresh.hurry(argo, found.get(), context.clock().instant());
            }
        }
        return new HealthResult(NAME, status, issues, Map.of("applicationStatuses", statuses));
    }

    private static ArgoCDAccess access(HealthContext context, String shard) throws IOException {
        try {
            return context.credentials()
                    .argoCD(shard)
                    .orElseThrow(() -> new IOException("Argo CD integration is disabled on this controller; cannot "
                            + "assess the health or sync status of Argo CD Applications: no Argo CD is declared for "
                            + "the project"));
        } catch (CredentialRefused e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Only what changes when something happens: the moment of a look is not of interest. */
    private static Map<String, Object> describe(StepConfig app, Optional<Application> application) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("namespace", app.text("namespace"));
        status.put("name", app.text("name"));
        status.put("health", known(application.map(Application::health).orElse("")));
        status.put("sync", known(application.map(Application::sync).orElse("")));
        application.flatMap(Application::operationState).ifPresent(state -> {
            status.put("operation", state.phase());
            if (state.revisions() != null) {
                status.put("revisions", state.revisions());
            }
        });
        return status;
    }

    private static String known(String status) {
        return status.isEmpty() ? "Unknown" : status;
    }
}
