package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;

/** A commit in a piece of Freight. Every component but repoURL and id may be empty. */
public record GitCommit(
        @NonNull String repoURL,
        @NonNull String id,
        @NonNull String branch,
        @NonNull String tag,
        @NonNull String message,
        @NonNull String author,
        @NonNull String committer,
        @NonNull String subscriptionName) {
    public GitCommit {
        repoURL = Values.text(repoURL);
        id = Values.text(id);
        branch = Values.text(branch);
        tag = Values.text(tag);
        message = Values.text(message);
        author = Values.text(author);
        committer = Values.text(committer);
        subscriptionName = Values.text(subscriptionName);
    }
}
