package io.jenkins.plugins.kargo.engine.expression.function;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a warehouse's discovery found, newest first in every list: what criteria for creating Freight look at. */
public record DiscoveredArtifacts(
        @NonNull List<Commits> git,
        @NonNull List<Images> images,
        @NonNull List<Charts> charts,
        @NonNull List<Results> results) {
    public DiscoveredArtifacts {
        git = List.copyOf(git);
        images = List.copyOf(images);
        charts = List.copyOf(charts);
        results = List.copyOf(results);
    }

    /** Of one git subscription. */
    public record Commits(@NonNull String repoURL, @NonNull List<Commit> commits) {}

    /** Texts may be empty. */
    public record Commit(
            @NonNull String id,
            @NonNull String branch,
            @NonNull String tag,
            @NonNull String subject,
            @NonNull String author,
            @NonNull String committer,
            @CheckForNull Instant creatorDate) {}

    /** Of one image subscription. */
    public record Images(@NonNull String repoURL, @NonNull List<ImageReference> references) {}

    /** A tag and what it points at. */
    public record ImageReference(
            @NonNull String tag,
            @NonNull String digest,
            @NonNull Map<String, String> annotations,
            @CheckForNull Instant createdAt) {}

    /** Of one chart subscription; the name is empty for charts in OCI registries. */
    public record Charts(
            @NonNull String repoURL,
            @NonNull String name,
            @NonNull List<String> versions) {}

    /** Of one subscription of another type. */
    public record Results(
            @NonNull String subscriptionName, @NonNull List<ArtifactReference> references) {}
}
