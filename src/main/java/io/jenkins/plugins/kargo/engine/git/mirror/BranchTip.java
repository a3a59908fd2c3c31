package io.jenkins.plugins.kargo.engine.git.mirror;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Where a branch of the remote is. @param branch its short name, also when the default branch was asked for */
public record BranchTip(@NonNull String branch, @NonNull String commit) {}
