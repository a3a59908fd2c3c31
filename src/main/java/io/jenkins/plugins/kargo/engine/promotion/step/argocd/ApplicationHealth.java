package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import io.jenkins.plugins.kargo.engine.argocd.Application;
import io.jenkins.plugins.kargo.engine.argocd.OperationState;
import io.jenkins.plugins.kargo.engine.model.HealthStatus;
import io.jenkins.plugins.kargo.engine.promotion.step.common.GoText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an Application means for the health of the stage that synced it: Kargo's rules. First whether Argo CD has looked since
 * its last operation, then what keeps it from looking, then whether it is synced to what is desired, then its own health.
 *
 * @param issues in words, empty when it is healthy
 */
record ApplicationHealth(HealthStatus status, List<String> issues) {
    private static final ApplicationHealth HEALTHY = new ApplicationHealth(HealthStatus.Healthy, List.of());

    private static ApplicationHealth of(HealthStatus status, String issue) {
        return new ApplicationHealth(status, List.of(issue));
    }

    /** @param desired one revision for each source, empty for any */
    static ApplicationHealth of(Application application, List<String> desired) {
        if (Refresh.isStale(application)) {
            return of(
                    HealthStatus.Unknown,
                    Names.of(application) + " was not reconciled after its most recent operation completed; "
                            + "Application health status not trusted");
        }
        List<String> errors = Readiness.errors(application);
        if (!errors.isEmpty()) {
            return new ApplicationHealth(HealthStatus.Unhealthy, errors);
        }
        ApplicationHealth sync = ofSync(application, desired);
        return sync.status() == HealthStatus.Healthy ? ofHealth(application) : sync;
    }

    private static ApplicationHealth ofSync(Application application, List<String> desired) {
        if (desired.stream().allMatch(String::isEmpty)) {
            return HEALTHY;
        }
        OperationState state = application.operationState().orElse(null);
        if (application.requested().isPresent() || state == null || state.finishedAt() == null) {
            return of(HealthStatus.Unknown, Names.of(application) + " is being synced");
        }
        int sources = application.sources().size();
        if (sources != desired.size()) {
            return of(
                    HealthStatus.Unknown,
                    Names.of(application) + " has " + sources + " sources but " + desired.size()
                            + " desired revisions");
        }
        List<String> observed = state.revisions();
        if (observed == null) {
            return of(
                    HealthStatus.Unknown,
                    Names.of(application) + " completed its most recent operation without a sync result");
        }
        if (observed.size() != desired.size()) {
            return of(
                    HealthStatus.Unknown,
                    Names.of(application) + " has " + observed.size() + " observed revisions but " + desired.size()
                            + " desired revisions");
        }
        return ofRevisions(application, observed, desired);
    }

    private static ApplicationHealth ofRevisions(Application application, List<String> observed, List<String> desired) {
        List<String> issues = new ArrayList<>();
        for (int i = 0; i < desired.size(); i++) {
            if (!desired.get(i).isEmpty() && !desired.get(i).equals(observed.get(i))) {
                Map<String, Object> source = application.sources().get(i);
                issues.add("Source " + i + " with RepoURL " + source.get("repoURL") + " of Application "
                        + GoText.quoted(application.name()) + " in namespace "
                        + GoText.quoted(application.namespace()) + " does not match the desired revision "
                        + GoText.quoted(desired.get(i)) + '.');
            }
        }
        return issues.isEmpty()
                ? HEALTHY
                : of(
                        HealthStatus.Unhealthy,
                        "Not all sources of Application " + GoText.quoted(application.name()) + " in namespace "
                                + GoText.quoted(application.namespace())
                                + " are synced to the desired revisions. Issues: " + String.join("; ", issues));
    }

    private static ApplicationHealth ofHealth(Application application) {
        return switch (application.health()) {
            case "Healthy" -> HEALTHY;
            case "Progressing", "" -> of(HealthStatus.Progressing, Names.of(application) + " is progressing");
            // It goes on when somebody lets it.
            case "Suspended" -> of(HealthStatus.Progressing, Names.of(application) + " is suspended");
            default ->
                of(
                        HealthStatus.Unhealthy,
                        Names.of(application) + " has health state " + GoText.quoted(application.health()));
        };
    }
}
