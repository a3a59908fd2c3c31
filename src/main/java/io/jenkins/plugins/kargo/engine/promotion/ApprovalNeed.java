package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.List;

/**
 * The approval that a promotion waits for, as one person sees it.
 *
 * @param step alias of the waiting step
 * @param refusal why this person may not answer, empty when they may
 * @param given how many have approved what is to be approved now
 * @param required how many must
 * @param missing the required approvers of whom nobody has approved, in words
 * @param expiresAt when the step fails unless it is approved, null for never
 * @param binding to be sent with the answer, so that it counts only for what the person saw
 */
public record ApprovalNeed(
        @NonNull String step,
        @NonNull String refusal,
        int given,
        int required,
        @NonNull List<String> missing,
        @CheckForNull Instant expiresAt,
        @NonNull String binding) {}
