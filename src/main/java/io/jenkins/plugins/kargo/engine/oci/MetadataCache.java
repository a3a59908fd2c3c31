package io.jenkins.plugins.kargo.engine.oci;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What is known of one repository's images: metadata by digest, which never changes, and the digest that each tag had
 * when it was last looked at. Who reads it must have been accepted by the registry. Thread-safe; a file that cannot be
 * read or written costs requests, never a result.
 */
final class MetadataCache {
    private static final Logger LOGGER = Logger.getLogger(MetadataCache.class.getName());
    private static final int FORMAT = 1;
    /** What nobody asked for in so many days is dropped. */
    private static final long KEEP_DAYS = 30;

    private record Entry(ImageMetadata metadata, long usedOnDay) {}

    private final Path file;
    private final Map<String, Entry> byDigest = new ConcurrentHashMap<>();
    private final Map<String, String> tags = new ConcurrentHashMap<>();
    private volatile boolean changed;

    MetadataCache(Path file) {
        this.file = file;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
            load(RegistryErrors.JSON.readTree(in));
        } catch (NoSuchFileException e) {
            LOGGER.log(Level.FINE, "{0} is new", file);
        } catch (IOException | RuntimeException e) {
            byDigest.clear();
            tags.clear();
            LOGGER.log(Level.WARNING, "The image cache " + file + " is damaged and is built anew", e);
        }
    }

    Optional<ImageMetadata> get(String digest) {
        Entry entry = byDigest.get(digest);
        if (entry == null) {
            return Optional.empty();
        }
        long today = today();
        if (entry.usedOnDay != today) {
            byDigest.put(digest, new Entry(entry.metadata, today));
            changed = true;
        }
        return Optional.of(entry.metadata);
    }

    void put(ImageMetadata metadata) {
        byDigest.put(metadata.digest(), new Entry(metadata, today()));
        changed = true;
    }

    @CheckForNull
    String digestOf(String tag) {
        return tags.get(tag);
    }

    void tagged(String tag, String digest) {
        if (!digest.equals(tags.put(tag, digest))) {
            changed = true;
        }
    }

    /** Writes what changed since the last time. */
    synchronized void save() {
        if (!changed) {
            return;
        }
        changed = false;
        long oldest = today() - KEEP_DAYS;
        byDigest.values().removeIf(entry -> entry.usedOnDay < oldest);
        tags.values().removeIf(digest -> !byDigest.containsKey(digest));
        try {
            Files.createDirectories(file.getParent());
            Path next = Files.createTempFile(file.getParent(), "cache", ".tmp");
            try {
                write(next);
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The image cache " + file + " cannot be written", e);
        }
    }

    private void write(Path target) throws IOException {
        try (JsonGenerator json =
                RegistryErrors.JSON.createGenerator(new GZIPOutputStream(Files.newOutputStream(target), 1 << 16))) {
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeObjectField("tags", tags);
            json.writeArrayFieldStart("images");
            for (Entry entry : byDigest.values()) {
                write(json, entry);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Entry entry) throws IOException {
        ImageMetadata image = entry.metadata;
        json.writeStartObject();
        json.writeStringField("digest", image.digest());
        json.writeNumberField("used", entry.usedOnDay);
        if (image.createdAt() != null) {
            json.writeStringField("created", image.createdAt().toString());
        }
        if (!image.timed()) {
            json.writeBooleanField("untimed", true);
        }
        json.writeObjectField("annotations", image.annotations());
        if (image.variants() != null) {
            json.writeArrayFieldStart("variants");
            for (ImageMetadata.Variant variant : image.variants()) {
                json.writeStartObject();
                json.writeStringField("platform", variant.platform().toString());
                json.writeObjectField("annotations", variant.annotations());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void load(JsonNode root) {
        if (root.path("format").asInt() != FORMAT) {
            return;
        }
        root.path("images").forEach(node -> {
            List<ImageMetadata.Variant> variants = null;
            if (node.has("variants")) {
                variants = new ArrayList<>();
                for (JsonNode variant : node.path("variants")) {
                    variants.add(new ImageMetadata.Variant(
                            Platform.parse(variant.path("platform").asText()),
                            Manifest.texts(variant.path("annotations"))));
                }
            }
            String created = node.path("created").asText("");
            ImageMetadata image = new ImageMetadata(
                    node.path("digest").asText(),
                    created.isEmpty() ? null : Instant.parse(created),
                    !node.path("untimed").asBoolean(),
                    Manifest.texts(node.path("annotations")),
                    variants);
            byDigest.put(image.digest(), new Entry(image, node.path("used").asLong()));
        });
        tags.putAll(Manifest.texts(root.path("tags")));
    }

    private static long today() {
        return TimeUnit.MILLISECONDS.toDays(System.currentTimeMillis());
    }
}
