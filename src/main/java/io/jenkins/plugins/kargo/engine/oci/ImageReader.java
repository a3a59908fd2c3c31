package io.jenkins.plugins.kargo.engine.oci;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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
    private final Platform wanted;
    /** One for each digest that is being read: tags often share images, and each is to be read once. */
    private final Map<String, Object> reading = new ConcurrentHashMap<>();

    /**
     * @param cacheByTag takes a tag that was read once for immutable and asks no more where it points
     * @param wanted the only platform that matters: images for others are read no further than it takes to see that;
     *     null for any
     */
    public ImageReader(
            @NonNull OciGateway gateway,
            @NonNull OciRepository repository,
            boolean cacheByTag,
            @CheckForNull Platform wanted) {
        this.repository = repository;
        this.cache = gateway.caches().of(repository.name());
        this.cacheByTag = cacheByTag;
        this.wanted = wanted;
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
        ImageMetadata metadata = resolve(manifest.get(), wanted, 0);
        cache.tagged(tag, metadata.digest());
        return Optional.of(metadata);
    }

    /**
     * What an image says of itself: the labels of its config, over them its annotations and, of an index, those of the
     * index. Of an index the entry of the wanted platform counts, else the first.
     */
    @NonNull
    public Map<String, String> labels(@NonNull String reference) throws IOException, InterruptedException {
        Manifest manifest = repository.manifest(reference).orElse(null);
        if (manifest == null) {
            return Map.of();
        }
        Map<String, String> annotations = new LinkedHashMap<>(manifest.annotations());
        if (manifest.isIndex()) {
            for (JsonNode entry : manifest.content().path("manifests")) {
                Platform offered = platform(entry.path("platform"));
                if (wanted == null ? offered.isReal() : offered.equals(wanted)) {
                    manifest =
                            repository.manifest(entry.path("digest").asText("")).orElse(manifest);
                    manifest.annotations().forEach(annotations::putIfAbsent);
                    break;
                }
            }
        }
        String config = manifest.content().path("config").path("digest").asText("");
        Map<String, String> labels = new LinkedHashMap<>();
        if (manifest.isImage() && Digests.isDigest(config)) {
            labels.putAll(Manifest.texts(
                    repository.json(config, MAX_CONFIG).path("config").path("Labels")));
        }
        labels.putAll(annotations);
        return labels;
    }

    private Optional<ImageMetadata> cached(String digest) {
        return cached(digest, wanted);
    }

    /** What is known, if it is as much as is wanted. */
    private Optional<ImageMetadata> cached(String digest, @CheckForNull Platform platform) {
        return cache.get(digest)
                .filter(image -> platform == null
                        ? image.timed()
                        : image.variants() != null
                                && (image.timed() || image.variant(platform).isEmpty()));
    }

    private ImageMetadata resolve(Manifest manifest, @CheckForNull Platform platform, int depth)
            throws IOException, InterruptedException {
        synchronized (reading.computeIfAbsent(manifest.digest(), any -> new Object())) {
            Optional<ImageMetadata> known = cached(manifest.digest(), platform);
            return known.isPresent() ? known.get() : look(manifest, platform, depth);
        }
    }

    private ImageMetadata look(Manifest manifest, @CheckForNull Platform platform, int depth)
            throws IOException, InterruptedException {
        ImageMetadata metadata;
        if (manifest.isIndex()) {
            metadata = ofIndex(manifest, platform, depth);
        } else if (manifest.isImage()) {
            metadata = ofImage(manifest, platform != null);
        } else {
            throw new RegistryException(repository.name() + ": unknown artifact type: \"" + manifest.mediaType()
                    + "\" of " + manifest.digest());
        }
        cache.put(metadata);
        return metadata;
    }

    private record Entry(String digest, ImageMetadata.Variant variant) {}

    private ImageMetadata ofIndex(Manifest index, @CheckForNull Platform platform, int depth)
            throws IOException, InterruptedException {
        if (depth > MAX_NESTING) {
            throw new RegistryException(repository.name() + ": the index " + index.digest() + " is nested too deep");
        }
        List<Entry> images = new ArrayList<>();
        for (JsonNode entry : index.content().path("manifests")) {
            Platform offered = platform(entry.path("platform"));
            if (offered.isReal()) {
                images.add(new Entry(
                        entry.path("digest").asText(""),
                        new ImageMetadata.Variant(offered, Manifest.texts(entry.path("annotations")))));
            }
        }
        if (images.isEmpty()) {
            throw new RegistryException(
                    repository.name() + ": the index " + index.digest() + " has no entry with a platform");
        }
        List<ImageMetadata.Variant> variants =
                images.stream().map(Entry::variant).toList();
        Optional<Instant> claimed = CreationTime.claimed(index.annotations());
        boolean offered = platform == null
                || variants.stream().anyMatch(variant -> variant.platform().equals(platform));
        Instant created = claimed.isEmpty() && offered ? newest(images, depth) : claimed.orElse(null);
        return new ImageMetadata(
                index.digest(), created, claimed.isPresent() || offered, index.annotations(), variants);
    }

    @CheckForNull
    private Instant newest(List<Entry> images, int depth) throws IOException, InterruptedException {
        Instant newest = null;
        for (Entry image : images) {
            Optional<Instant> claimed = CreationTime.claimed(image.variant.annotations());
            newest = CreationTime.later(
                    newest, claimed.isPresent() ? claimed.get() : createdAt(image.digest, depth + 1));
        }
        return newest;
    }

    @CheckForNull
    private Instant createdAt(String digest, int depth) throws IOException, InterruptedException {
        Optional<ImageMetadata> known = cached(digest, null);
        if (known.isEmpty()) {
            synchronized (reading.computeIfAbsent(digest, any -> new Object())) {
                known = cached(digest, null);
                if (known.isEmpty()) {
                    Manifest child = repository
                            .manifest(digest)
                            .orElseThrow(() -> new RegistryException(
                                    repository.name() + ": the image " + digest + " of an index does not exist"));
                    return resolve(child, null, depth).createdAt();
                }
            }
        }
        return known.get().createdAt();
    }

    private ImageMetadata ofImage(Manifest manifest, boolean withPlatform) throws IOException, InterruptedException {
        Map<String, String> annotations = manifest.annotations();
        Optional<Instant> claimed = CreationTime.claimed(annotations);
        if (claimed.isPresent() && !withPlatform) {
            return new ImageMetadata(manifest.digest(), claimed.get(), true, annotations, null);
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
        return new ImageMetadata(manifest.digest(), created, true, annotations, variants);
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
