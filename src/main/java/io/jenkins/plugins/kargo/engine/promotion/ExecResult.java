package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * What a program left behind.
 *
 * @param exitCode -1 when it was killed at its time limit
 * @param notFound whether the program could not be started because it is not there
 * @param stderr its last 64 KiB
 * @param searchedPath the PATH on which a program that is not there was looked for; empty when that is unknown, and for
 *     a program that is there
 */
public record ExecResult(
        int exitCode,
        boolean notFound,
        @NonNull String stdout,
        @NonNull String stderr,
        @NonNull String searchedPath) {
    public ExecResult(int exitCode, boolean notFound, @NonNull String stdout, @NonNull String stderr) {
        this(exitCode, notFound, stdout, stderr, "");
    }
}
