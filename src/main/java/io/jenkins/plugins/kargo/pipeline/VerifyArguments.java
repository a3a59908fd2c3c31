package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;

/**
 * The arguments of a {@code kargoVerify}; null for those that are not given.
 *
 * @param failOnError whether the step fails when the verification does not succeed
 * @param unstablePasses whether warnings of the body do not count
 */
public record VerifyArguments(
        @CheckForNull String project,
        @CheckForNull String stage,
        @CheckForNull String promotion,
        boolean failOnError,
        boolean unstablePasses)
        implements Serializable {}
