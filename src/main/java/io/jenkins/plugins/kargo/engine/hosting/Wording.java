package io.jenkins.plugins.kargo.engine.hosting;

import edu.umd.cs.findbugs.annotations.NonNull;

/** What people read of a pull request. @param description Markdown */
public record Wording(@NonNull String title, @NonNull String description) {}
