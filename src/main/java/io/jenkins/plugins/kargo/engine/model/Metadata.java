package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;

/** The part of Kubernetes' object metadata that Kargo's resources use. */
public record Metadata(
        @NonNull String name,
        @NonNull Map<String, String> labels,
        @NonNull Map<String, String> annotations) {
    public Metadata {
        Values.required(name, "metadata.name");
        labels = Values.map(labels);
        annotations = Values.map(annotations);
    }

    @NonNull
    public static Metadata named(@NonNull String name) {
        return new Metadata(name, Map.of(), Map.of());
    }
}
