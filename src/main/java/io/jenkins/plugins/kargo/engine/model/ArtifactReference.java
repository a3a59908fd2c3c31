package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;

/** An artifact of a generic subscription; metadata are plain YAML values and not part of the Freight's identity. */
public record ArtifactReference(
        @NonNull String artifactType,
        @NonNull String subscriptionName,
        @NonNull String version,
        @NonNull Map<String, Object> metadata) {
    public ArtifactReference {
        artifactType = Values.text(artifactType);
        subscriptionName = Values.text(subscriptionName);
        version = Values.text(version);
        metadata = Values.map(metadata);
    }
}
