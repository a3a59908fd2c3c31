package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import io.jenkins.plugins.kargo.engine.argocd.Application;
import java.util.List;
import java.util.Set;

/**
 * Whether an Application is as {@code argocd-wait} wants it: Kargo's rules.
 *
 * @param reason why it is not, for people; empty when it is
 */
record Readiness(Kind kind, String reason) {
    /** Without {@code waitFor}: what {@code argocd app wait} waits for. */
    static final List<String> DEFAULT = List.of("health", "sync", "operation");

    private static final Set<String> ERRORS = Set.of("ComparisonError", "InvalidSpecError");

    private static final String DEGRADED = "Degraded";

    enum Kind {
        READY,
        WAIT,
        /** It will not become ready by itself. */
        FAILED
    }

    /** @param before its health when it was looked at before, empty the first time */
    static Readiness of(Application application, List<String> waitFor, String before) {
        List<String> errors = errors(application);
        if (!errors.isEmpty()) {
            return new Readiness(Kind.FAILED, String.join("\n", errors));
        }
        if (waitFor.contains("operation") && isInProgress(application)) {
            return new Readiness(Kind.WAIT, "an operation is in progress");
        }
        Readiness health = health(application, waitFor, before);
        if (health.kind() != Kind.READY) {
            return health;
        }
        return waitFor.contains("sync") && !application.sync().equals("Synced")
                ? new Readiness(Kind.WAIT, "it is " + said(application.sync()))
                : new Readiness(Kind.READY, "");
    }

    /** What keeps Argo CD from knowing how an Application is. */
    static List<String> errors(Application application) {
        return application.conditions().stream()
                .filter(condition -> ERRORS.contains(condition.type()))
                .map(condition ->
                        Names.of(application) + " has \"" + condition.type() + "\" condition: " + condition.message())
                .toList();
    }

    private static boolean isInProgress(Application application) {
        return application.requested().isPresent()
                || application
                        .operationState()
                        .filter(state -> state.finishedAt() == null)
                        .isPresent();
    }

    private static Readiness health(Application application, List<String> waitFor, String before) {
        boolean wanted = waitFor.contains("health") || waitFor.contains("suspended") || waitFor.contains("degraded");
        if (!wanted) {
            return new Readiness(Kind.READY, "");
        }
        if (Refresh.isStale(application)) {
            return new Readiness(
                    Kind.WAIT, "Argo CD has not looked since its last operation, so its health is not trusted yet");
        }
        String health = application.health();
        boolean regressed =
                health.equals(DEGRADED) && !before.isEmpty() && !before.equals(DEGRADED) && !before.equals("Unknown");
        boolean passed = waitFor.contains("health") && health.equals("Healthy")
                || waitFor.contains("suspended") && health.equals("Suspended")
                || waitFor.contains("degraded") && health.equals(DEGRADED);
        if (regressed && waitFor.contains("health")) {
            return new Readiness(
                    Kind.FAILED, Names.of(application) + " health has regressed from " + before + " to " + health);
        }
        return passed ? new Readiness(Kind.READY, "") : new Readiness(Kind.WAIT, "it is " + said(health));
    }

    private static String said(String status) {
        return status.isEmpty() ? "not looked at yet" : status;
    }
}
