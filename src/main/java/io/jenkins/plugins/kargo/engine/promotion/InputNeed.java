package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;

/**
 * The input that a promotion waits for, as one person sees it.
 *
 * @param step alias of the waiting step
 * @param refusal why this person may not answer, empty when they may
 * @param display what people are told beside the form, may be empty
 * @param schema of the answer, as JSON
 * @param expiresAt when the step fails unless it is answered, null for never
 * @param binding to be sent with the answer, so that it counts only for what the person saw
 */
public record InputNeed(
        @NonNull String step,
        @NonNull String refusal,
        @NonNull String display,
        @NonNull String schema,
        @CheckForNull Instant expiresAt,
        @NonNull String binding) {}
