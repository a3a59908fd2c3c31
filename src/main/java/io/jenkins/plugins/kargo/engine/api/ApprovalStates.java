package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Promotion;

/** Tells what approval a promotion waits for, and whether the caller may give it. */
@FunctionalInterface
interface ApprovalStates {
    /** @return null when it waits for none */
    @CheckForNull
    Views.ApprovalState of(@NonNull Promotion promotion, @NonNull Caller caller);
}
