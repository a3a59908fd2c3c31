package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;

/**
 * Something that a subscription found, as it would stand in Freight: exactly one of the first four is not null.
 *
 * @param createdAt when it was made, null when it does not say
 */
public record DiscoveredVersion(
        @CheckForNull GitCommit commit,
        @CheckForNull Image image,
        @CheckForNull Chart chart,
        @CheckForNull ArtifactReference artifact,
        @CheckForNull Instant createdAt) {
    /**
     * What tells it from others of its subscription: a commit's id, an image's digest with its tag in front if it has
     * one ({@code tag@digest}), else the version.
     */
    @NonNull
    public String id() {
        if (commit != null) {
            return commit.id();
        }
        if (image != null) {
            return image.tag().isEmpty() ? image.digest() : image.tag() + '@' + image.digest();
        }
        return chart != null ? chart.version() : artifact == null ? "" : artifact.version();
    }
}
