package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;

/** What an exception tells people. */
final class Words {
    private Words() {}

    @NonNull
    static String of(@NonNull Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
