package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * The approval that a promotion waits for, as one person sees it.
 *
 * @param step alias of the waiting step
 * @param refusal why this person may not answer, empty when they may
 * @param given how many have approved what is to be approved now
 * @param required how many must
 * @param binding to be sent with the answer, so that it counts only for what the person saw
 */
public record ApprovalNeed(
        @NonNull String step,
        @NonNull String refusal,
        int given,
        int required,
        @NonNull String binding) {}
