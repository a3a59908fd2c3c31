package io.jenkins.plugins.kargo.engine.promotion.step.git;

/** How git-push brings together what a promotion committed and what others pushed meanwhile; the names are Kargo's. */
public enum IntegrationPolicy {
    /** Rebase, whatever becomes of signatures. */
    AlwaysRebase,
    /** Rebase when no signature is lost or made up by it, else merge. */
    RebaseOrMerge,
    /** Rebase when no signature is lost or made up by it, else fail the step. */
    RebaseOrFail,
    /** Merge. */
    AlwaysMerge
}
