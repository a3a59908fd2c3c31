package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.List;

/**
 * A person's answer to a promotion that waits for approval.
 *
 * @param step alias of the waiting step
 * @param binding hash of what was approved (freight, stage, configuration, rendered diff): another hash voids it
 * @param meets which of the step's approvers the person was at that moment, such as {@code group release-managers}
 */
public record Approval(
        @NonNull ProjectKey project,
        @NonNull String promotion,
        @NonNull String step,
        @NonNull String user,
        boolean approved,
        @NonNull String comment,
        @NonNull String binding,
        @NonNull Instant at,
        @NonNull List<String> meets) {
    public Approval {
        meets = Values.list(meets);
    }

    /** Of a person who is listed by no more than the user id. */
    public Approval(
            @NonNull ProjectKey project,
            @NonNull String promotion,
            @NonNull String step,
            @NonNull String user,
            boolean approved,
            @NonNull String comment,
            @NonNull String binding,
            @NonNull Instant at) {
        this(project, promotion, step, user, approved, comment, binding, at, List.of(user));
    }
}
