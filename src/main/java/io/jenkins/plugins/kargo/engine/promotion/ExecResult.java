package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * What a program left behind.
 *
 * @param exitCode -1 when it was killed at its time limit
 * @param notFound whether the program could not be started because it is not there
 * @param stderr its last 64 KiB
 */
public record ExecResult(
        int exitCode,
        boolean notFound,
        @NonNull String stdout,
        @NonNull String stderr) {}
