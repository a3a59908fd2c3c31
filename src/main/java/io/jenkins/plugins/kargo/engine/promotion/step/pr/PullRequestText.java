package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import edu.umd.cs.findbugs.annotations.NonNull;

/** What people read of a pull request; the description is Markdown. */
record PullRequestText(@NonNull String title, @NonNull String description) {}
