package io.jenkins.plugins.kargo.engine.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.http.HttpAnswer;
import io.jenkins.plugins.kargo.engine.http.HttpCall;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Copies images, indexes with all that belongs to them, and other artifacts from one repository to another. What the
 * destination has is not sent again; a repository of the same registry is asked to share its blobs.
 */
public final class OciCopy {
    private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(30);

    private final OciRepository source;
    private final OciRepository destination;
    private final Path temporary;
    private final long maxBytes;
    private final Map<String, String> ofIndex;
    private final Map<String, String> ofManifest;
    private final Set<String> counted = new HashSet<>();
    private long bytes;

    /**
     * @param temporary a folder for blobs on their way
     * @param maxBytes compressed, of everything together; ignored within one repository
     * @param ofIndex annotations to set on an index
     * @param ofManifest annotations to set on each image
     */
    public OciCopy(
            @NonNull OciRepository source,
            @NonNull OciRepository destination,
            @NonNull Path temporary,
            long maxBytes,
            @NonNull Map<String, String> ofIndex,
            @NonNull Map<String, String> ofManifest) {
        this.source = source;
        this.destination = destination;
        this.temporary = temporary;
        this.maxBytes = maxBytes;
        this.ofIndex = Map.copyOf(ofIndex);
        this.ofManifest = Map.copyOf(ofManifest);
    }

    /**
     * @param reference tag or digest in the source
     * @param tag in the destination
     * @return the digest of what the tag names now
     */
    @NonNull
    public String copy(@NonNull String reference, @NonNull String tag) throws IOException, InterruptedException {
        return put(prepare(reference), tag);
    }

    /** Everything that a manifest refers to is in the destination when this returns; the manifest itself is not. */
    private StoredManifest prepare(String reference) throws IOException, InterruptedException {
        StoredManifest stored = source.stored(reference)
                .orElseThrow(() -> new RegistryException(source.name() + ": there is no \"" + reference + '"'));
        if (stored.manifest().isIndex()) {
            return prepareIndex(stored);
        } else if (!stored.manifest().isImage()) {
            throw new RegistryException(source.name() + ": unsupported media type \""
                    + stored.manifest().mediaType() + '"');
        }
        JsonNode content = stored.manifest().content();
        List<JsonNode> blobs = new ArrayList<>();
        blobs.add(content.path("config"));
        content.path("layers").forEach(blobs::add);
        if (!sameRepository()) {
            for (JsonNode blob : blobs) {
                // A layer with URLs lies elsewhere and stays there.
                if (!blob.has("urls")) {
                    blob(blob.path("digest").asText(""), blob.path("size").asLong());
                }
            }
        }
        return annotated(stored, ofManifest);
    }

    private StoredManifest prepareIndex(StoredManifest index) throws IOException, InterruptedException {
        ObjectNode content = index.manifest().content().deepCopy();
        boolean changed = false;
        for (JsonNode child : content.path("manifests")) {
            String digest = child.path("digest").asText("");
            StoredManifest copy = prepare(digest);
            String now = put(copy, copy.manifest().digest());
            if (!now.equals(digest)) {
                ((ObjectNode) child).put("digest", now).put("size", copy.bytes().length);
                changed = true;
            }
        }
        StoredManifest children = changed ? stored(index, content) : index;
        return annotated(children, ofIndex);
    }

    private static StoredManifest annotated(StoredManifest stored, Map<String, String> annotations) throws IOException {
        if (annotations.isEmpty()) {
            return stored;
        }
        ObjectNode content = stored.manifest().content().deepCopy();
        ObjectNode all = content.withObjectProperty("annotations");
        annotations.forEach(all::put);
        return stored(stored, content);
    }

    private static StoredManifest stored(StoredManifest original, ObjectNode content) throws IOException {
        byte[] bytes = RegistryErrors.JSON.writeValueAsBytes(content);
        return new StoredManifest(
                new Manifest(Digests.of(bytes, ""), original.manifest().mediaType(), content), bytes);
    }

    private boolean sameRepository() {
        return source.name().equals(destination.name());
    }

    private void blob(String digest, long size) throws IOException, InterruptedException {
        if (!Digests.isDigest(digest)) {
            throw new RegistryException(source.name() + ": a manifest refers to a blob without a digest");
        }
        if (!counted.add(digest)) {
            return;
        }
        bytes += size;
        if (bytes > maxBytes) {
            throw new RegistryException(
                    source.name() + ": the artifact is larger than the limit of " + (maxBytes >> 20) + " MiB");
        }
        if (destination.send(HttpCall.head(destination.uri("blobs/" + digest))).successful()) {
            return;
        }
        boolean sameRegistry =
                source.name().authority().equals(destination.name().authority());
        String mount =
                sameRegistry ? "?mount=" + digest + "&from=" + source.name().repository() : "";
        URI start = destination.uri("blobs/uploads/" + mount);
        HttpAnswer started = destination.send(HttpCall.of("POST", start).body(new byte[0]));
        if (started.status() == 201) {
            return;
        } else if (started.status() != 202) {
            throw destination.refusal("upload of " + digest, started);
        }
        Path file = Files.createTempFile(Files.createDirectories(temporary), "blob", "");
        try {
            source.download(digest, file, maxBytes);
            upload(location(start, started), digest, file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private URI location(URI start, HttpAnswer started) throws RegistryException {
        try {
            URI location = start.resolve(started.header("Location").orElse(""));
            if (location.getHost() != null && location.getHost().equals(start.getHost())) {
                return location;
            }
            throw new RegistryException(destination.name() + ": uploads go to another host: " + location.getHost());
        } catch (IllegalArgumentException e) {
            throw new RegistryException(destination.name() + ": the registry names no URL for the upload", e);
        }
    }

    private void upload(URI location, String digest, Path file) throws IOException, InterruptedException {
        URI uri = URI.create(location + (location.getRawQuery() == null ? "?" : "&") + "digest=" + digest);
        HttpCall call = HttpCall.of("PUT", uri)
                .header("Content-Type", "application/octet-stream")
                .bodyFile(file);
        HttpAnswer answer = destination.send(call.limits(call.maxBytes(), UPLOAD_TIMEOUT));
        if (!answer.successful()) {
            throw destination.refusal("upload of " + digest, answer);
        }
    }

    private String put(StoredManifest stored, String reference) throws IOException, InterruptedException {
        HttpCall call = HttpCall.of("PUT", destination.uri("manifests/" + reference))
                .header("Content-Type", stored.manifest().mediaType())
                .body(stored.bytes());
        HttpAnswer answer = destination.send(call);
        if (!answer.successful()) {
            throw destination.refusal("manifest " + reference, answer);
        }
        return stored.manifest().digest();
    }
}
