package io.jenkins.plugins.kargo.engine.hosting;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/** What to ask of a repository's people. @param labels where the server knows labels */
public record NewPullRequest(
        @NonNull String source,
        @NonNull String target,
        @NonNull String title,
        @NonNull String description,
        @NonNull List<String> labels) {
    public NewPullRequest {
        labels = List.copyOf(labels);
    }
}
