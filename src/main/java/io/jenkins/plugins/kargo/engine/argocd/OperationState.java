package io.jenkins.plugins.kargo.engine.argocd;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.List;

/**
 * How an Application's latest operation goes.
 *
 * @param phase Running, Terminating, Succeeded, Failed or Error
 * @param finishedAt null while it runs
 * @param revisions what was synced, one for each source; null when there is no result of a sync
 */
public record OperationState(
        @NonNull Operation operation,
        @NonNull String phase,
        @NonNull String message,
        @CheckForNull Instant finishedAt,
        @CheckForNull List<String> revisions) {
    static OperationState of(Tree state) {
        return new OperationState(
                Operation.of(state.at("operation")),
                state.text("phase"),
                state.text("message"),
                state.time("finishedAt").orElse(null),
                state.has("syncResult") ? revisions(state.at("syncResult")) : null);
    }

    private static List<String> revisions(Tree result) {
        List<String> several = result.texts("revisions");
        return several.isEmpty() ? List.of(result.text("revision")) : List.copyOf(several);
    }

    public boolean isFailed() {
        return phase.equals("Failed") || phase.equals("Error");
    }

    public boolean isCompleted() {
        return isFailed() || phase.equals("Succeeded");
    }
}
