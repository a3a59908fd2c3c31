package io.jenkins.plugins.kargo.engine.oci;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What discovery wants to know of an image or index.
 *
 * @param createdAt null when nothing says, or nobody looked
 * @param timed false for an index that was read as far as its platforms: when it was made is not known
 * @param annotations of the manifest or index itself
 * @param variants what an index offers, in its order, or the one platform of a single image; null for a single image
 *     whose config was not read
 */
public record ImageMetadata(
        @NonNull String digest,
        @CheckForNull Instant createdAt,
        boolean timed,
        @NonNull Map<String, String> annotations,
        @CheckForNull List<Variant> variants) {
    /** One image of an index. @param annotations those of its entry in the index */
    public record Variant(
            @NonNull Platform platform, @NonNull Map<String, String> annotations) {}

    /** Exact equality of operating system, architecture and variant, as in Kargo. */
    @NonNull
    public Optional<Variant> variant(@NonNull Platform platform) {
        return variants == null
                ? Optional.empty()
                : variants.stream().filter(v -> v.platform().equals(platform)).findFirst();
    }

    /** The image's annotations, overlaid by those of the platform's entry in the index. @param platform null for any */
    @NonNull
    public Map<String, String> annotationsFor(@CheckForNull Platform platform) {
        Map<String, String> merged = new LinkedHashMap<>(annotations);
        if (platform != null) {
            variant(platform).ifPresent(variant -> merged.putAll(variant.annotations()));
        }
        return merged;
    }
}
