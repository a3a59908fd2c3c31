package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;

/** A Helm chart in a piece of Freight; name is empty for charts in OCI registries. */
public record Chart(
        @NonNull String repoURL,
        @NonNull String name,
        @NonNull String version,
        @NonNull String subscriptionName) {
    public Chart {
        repoURL = Values.text(repoURL);
        name = Values.text(name);
        version = Values.text(version);
        subscriptionName = Values.text(subscriptionName);
    }
}
