package io.jenkins.plugins.kargo.engine.oci;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what discovery wants to know of the images behind tags, with as few requests as the annotations and the cache
 * allow. Thread-safe. {@link #close()} writes the cache.
 */
public final class ImageReader implements AutoCloseable {
    private static final long MAX_CONFIG = 8L << 20;
    /** An index of indexes is allowed, an endless chain of them is an attack. */
    private static final int MAX_NESTING = 3;

    private final OciRepository repository;
    private final MetadataCache cache;
    private final boolean cacheByTag;
    private final boolean platformsWanted;

    /**
     * @param cacheByTag takes a tag that was read once for immutable and asks no more where it points
     * @param platformsWanted whether the platform of single images matters; it stands in their config
     */
    public ImageReader(
            @NonNull OciGateway gateway,
            @NonNull OciRepository repository,
            boolean cacheByTag,
            boolean platformsWanted) {
        this.repository = repository;
        this.cache = gateway.caches().of(repository.name());
        this.cacheByTag = cacheByTag;
        this.platformsWanted = platformsWanted;
    }

    /** @return empty when there is no such tag */
    @NonNull
    public Optional<ImageMetadata> read(@NonNull String tag) throws IOException, InterruptedException {
        String known = cache.digestOf(tag);
        Optional<ImageMetadata> cached = known == null ? Optional.empty() : cached(known);
        if (cached.isPresent()) {
            if (cacheByTag && repository.accepted()) {
                return cached;
            }
            // HEAD is not counted against Docker Hub's limit, and most tags stay where they are.
            Optional<String> digest = repository.head(tag);
            Optional<ImageMetadata> still = digest.flatMap(this::cached);
            if (still.isPresent()) {
                cache.tagged(tag, digest.get());
                return still;
            }
        }
        Optional<Manifest> manifest = repository.manifest(tag);
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        ImageMetadata metadata = resolve(manifest.get(), platformsWanted, 0);
        cache.tagged(tag, metadata.digest());
        return Optional.of(metadata);
    }

    private Optional<ImageMetadata> cached(String digest) {
        return cached(digest, platformsWanted);
    }

    private Optional<ImageMetadata> cached(String digest, boolean withPlatform) {
        return cache.get(digest).filter(image -> !withPlatform || image.variants() != null);
    }

    private ImageMetadata resolve(Manifest manifest, boolean withPlatform, int depth)
            throws IOException, InterruptedException {
        Optional<ImageMetadata> known = cached(manifest.digest(), withPlatform);
        if (known.isPresent()) {
            return known.get();
        }
        ImageMetadata metadata;
        if (manifest.isIndex()) {
            metadata = ofIndex(manifest, depth);
        } else if (manifest.isImage()) {
            metadata = ofImage(manifest, withPlatform);
        } else {
            throw new RegistryException(repository.name() + ": unknown artifact type: \"" + manifest.mediaType()
                    + "\" of " + manifest.digest());
        }
        cache.put(metadata);
        return metadata;
    }

    private ImageMetadata ofIndex(Manifest index, int depth) throws IOException, InterruptedException {
        if (depth > MAX_NESTING) {
            throw new RegistryException(repository.name() + ": the index " + index.digest() + " is nested too deep");
        }
        List<ImageMetadata.Variant> variants = new ArrayList<>();
        Optional<Instant> claimed = CreationTime.claimed(index.annotations());
        Instant newest = null;
        for (JsonNode entry : index.content().path("manifests")) {
            Platform platform = platform(entry.path("platform"));
            if (!platform.isReal()) {
                continue;
            }
            Map<String, String> annotations = Manifest.texts(entry.path("annotations"));
            variants.add(new ImageMetadata.Variant(platform, annotations));
            if (claimed.isEmpty()) {
                Optional<Instant> ofEntry = CreationTime.claimed(annotations);
                newest = CreationTime.later(
                        newest,
                        ofEntry.isPresent()
                                ? ofEntry.get()
                                : createdAt(entry.path("digest").asText(""), depth + 1));
            }
        }
        if (variants.isEmpty()) {
            throw new RegistryException(
                    repository.name() + ": the index " + index.digest() + " has no entry with a platform");
        }
        return new ImageMetadata(index.digest(), claimed.orElse(newest), index.annotations(), variants);
    }

    private Instant createdAt(String digest, int depth) throws IOException, InterruptedException {
        Optional<ImageMetadata> known = cache.get(digest);
        if (known.isPresent()) {
            return known.get().createdAt();
        }
        Manifest child = repository
                .manifest(digest)
                .orElseThrow(() -> new RegistryException(
                        repository.name() + ": the image " + digest + " of an index does not exist"));
        return resolve(child, false, depth).createdAt();
    }

    private ImageMetadata ofImage(Manifest manifest, boolean withPlatform) throws IOException, InterruptedException {
        Map<String, String> annotations = manifest.annotations();
        Optional<Instant> claimed = CreationTime.claimed(annotations);
        if (claimed.isPresent() && !withPlatform) {
            return new ImageMetadata(manifest.digest(), claimed.get(), annotations, null);
        }
        JsonNode config =
                repository.json(manifest.content().path("config").path("digest").asText(""), MAX_CONFIG);
        Instant created = claimed.orElse(CreationTime.ofConfig(
                config.path("created").asText(null),
                Manifest.texts(config.path("config").path("Labels"))));
        // Kargo forgets the platform of images without an index, so that no platform ever selects them.
        Platform platform = platform(config);
        List<ImageMetadata.Variant> variants =
                platform.isReal() ? List.of(new ImageMetadata.Variant(platform, Map.of())) : List.of();
        return new ImageMetadata(manifest.digest(), created, annotations, variants);
    }

    private static Platform platform(JsonNode node) {
        return new Platform(
                node.path("os").asText(""),
                node.path("architecture").asText(""),
                node.path("variant").asText(""));
    }

    @Override
    public void close() {
        cache.save();
    }
}
