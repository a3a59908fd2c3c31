package io.jenkins.plugins.kargo.engine.discovery.selection;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

/** Something that a subscription found; the first of a subscription's artifacts goes into new Freight. */
public sealed interface DiscoveredArtifact {
    /** For people: a version, tag, or short commit id. */
    @NonNull
    String describe();

    /**
     * @param branch as the subscription names it, so empty for the default branch
     * @param tag empty unless found by a tag
     * @param subject at most 80 bytes
     * @param creatorDate of an annotated tag, else of the commit
     */
    record Commit(
            @NonNull String id,
            @NonNull String branch,
            @NonNull String tag,
            @NonNull String subject,
            @NonNull String author,
            @NonNull String committer,
            @NonNull OffsetDateTime creatorDate)
            implements DiscoveredArtifact {
        @Override
        public String describe() {
            String shortId = id.substring(0, Math.min(7, id.length()));
            return tag.isEmpty() ? shortId : tag + " (" + shortId + ')';
        }
    }

    /** @param createdAt null when the image does not say */
    record Image(
            @NonNull String tag,
            @NonNull String digest,
            @NonNull Map<String, String> annotations,
            @CheckForNull Instant createdAt)
            implements DiscoveredArtifact {
        @Override
        public String describe() {
            return tag.isEmpty() ? digest : tag;
        }
    }

    record Chart(@NonNull String version) implements DiscoveredArtifact {
        @Override
        public String describe() {
            return version;
        }
    }

    /** What a generic subscription found. */
    record Reference(@NonNull ArtifactReference artifact) implements DiscoveredArtifact {
        @Override
        public String describe() {
            return artifact.version();
        }
    }
}
