package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.List;

/**
 * An immutable bundle of artifact versions.
 *
 * @param name Kargo's content id, 40 hex digits (engine.freight computes it)
 * @param alias the name for people, unique in its project; the one component that may change
 * @param discoveredAt orders Freight of one origin, newest last
 */
public record Freight(
        @NonNull String name,
        @NonNull String alias,
        @NonNull FreightOrigin origin,
        @NonNull List<GitCommit> commits,
        @NonNull List<Image> images,
        @NonNull List<Chart> charts,
        @NonNull List<ArtifactReference> artifacts,
        @NonNull Instant discoveredAt) {
    public Freight {
        Values.required(name, "The Freight's name");
        alias = Values.text(alias);
        commits = Values.list(commits);
        images = Values.list(images);
        charts = Values.list(charts);
        artifacts = Values.list(artifacts);
    }

    @NonNull
    public Freight withAlias(@NonNull String newAlias) {
        return new Freight(name, newAlias, origin, commits, images, charts, artifacts, discoveredAt);
    }

    /** The first seven digits of the name, as Kargo shows it. */
    @NonNull
    public String shortName() {
        return name.substring(0, Math.min(7, name.length()));
    }
}
