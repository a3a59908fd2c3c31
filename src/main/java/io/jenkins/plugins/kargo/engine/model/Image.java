package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;

/** A container image in a piece of Freight; digest is {@code algorithm:hex}. */
public record Image(
        @NonNull String repoURL,
        @NonNull String tag,
        @NonNull String digest,
        @NonNull Map<String, String> annotations,
        @NonNull String subscriptionName) {
    public Image {
        repoURL = Values.text(repoURL);
        tag = Values.text(tag);
        digest = Values.text(digest);
        annotations = Values.map(annotations);
        subscriptionName = Values.text(subscriptionName);
    }
}
