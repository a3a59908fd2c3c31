package io.jenkins.plugins.kargo.engine.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * An image, an index of images or a Helm chart as a registry stores them: put it into {@link DockerRegistry} or {@link
 * RegistryDouble}.
 *
 * @param blobs config and layers that the manifest refers to
 * @param children what an index refers to, empty for a single manifest
 */
public record TestImage(
        String mediaType, byte[] manifest, List<byte[]> blobs, List<TestImage> children, Map<String, Object> platform) {
    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An OCI image. @param platform such as {@code linux/arm/v7} @param created null leaves it out */
    public static TestImage image(
            String platform,
            @CheckForNull Instant created,
            Map<String, String> annotations,
            Map<String, String> labels) {
        return image(
                OCI_MANIFEST,
                "application/vnd.oci.image.config.v1+json",
                "application/vnd.oci.image.layer.v1.tar+gzip",
                platform,
                created,
                annotations,
                labels);
    }

    public static TestImage image(String platform, Instant created) {
        return image(platform, created, Map.of(), Map.of());
    }

    /** An image in Docker's own format, schema 2. */
    public static TestImage docker(String platform, Instant created) {
        return image(
                DOCKER_MANIFEST,
                "application/vnd.docker.container.image.v1+json",
                "application/vnd.docker.image.rootfs.diff.tar.gzip",
                platform,
                created,
                Map.of(),
                Map.of());
    }

    private static TestImage image(
            String mediaType,
            String configType,
            String layerType,
            String platform,
            @CheckForNull Instant created,
            Map<String, String> annotations,
            Map<String, String> labels) {
        Map<String, Object> platformFields = platform(platform);
        Map<String, Object> config = new LinkedHashMap<>(platformFields);
        if (created != null) {
            config.put("created", created.toString());
        }
        config.put("config", Map.of("Labels", labels));
        config.put("rootfs", Map.of("type", "layers", "diff_ids", List.of()));
        byte[] configBlob = json(config);
        byte[] layer = "layer".getBytes(StandardCharsets.UTF_8);
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", mediaType);
        manifest.put("config", descriptor(configType, configBlob));
        manifest.put("layers", List.of(descriptor(layerType, layer)));
        if (!annotations.isEmpty()) {
            manifest.put("annotations", annotations);
        }
        return new TestImage(mediaType, json(manifest), List.of(configBlob, layer), List.of(), platformFields);
    }

    /** An OCI index of the images under their own platforms. */
    public static TestImage index(Map<String, String> annotations, TestImage... images) {
        return index(OCI_INDEX, annotations, Map.of(), images);
    }

    /** @param entryAnnotations annotations of every entry of the index */
    public static TestImage index(
            String mediaType,
            Map<String, String> annotations,
            Map<String, String> entryAnnotations,
            TestImage... images) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (TestImage image : images) {
            Map<String, Object> entry = descriptor(image.mediaType, image.manifest);
            if (!image.platform.isEmpty()) {
                entry.put("platform", image.platform);
            }
            if (!entryAnnotations.isEmpty()) {
                entry.put("annotations", entryAnnotations);
            }
            entries.add(entry);
        }
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("schemaVersion", 2);
        index.put("mediaType", mediaType);
        index.put("manifests", entries);
        if (!annotations.isEmpty()) {
            index.put("annotations", annotations);
        }
        return new TestImage(mediaType, json(index), List.of(), List.of(images), Map.of());
    }

    /** Something that builders add to an index beside the images: its platform is unknown/unknown. */
    public static TestImage attestation() {
        return image("unknown/unknown", null);
    }

    /** A Helm chart; its package holds Chart.yaml and one template. */
    public static TestImage chart(String name, String version) {
        byte[] configBlob = json(Map.of("apiVersion", "v2", "name", name, "version", version));
        byte[] chart = TestChart.archive(name, version);
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", OCI_MANIFEST);
        manifest.put("config", descriptor("application/vnd.cncf.helm.config.v1+json", configBlob));
        manifest.put("layers", List.of(descriptor("application/vnd.cncf.helm.chart.content.v1.tar+gzip", chart)));
        return new TestImage(OCI_MANIFEST, json(manifest), List.of(configBlob, chart), List.of(), Map.of());
    }

    /** {@code sha256:hex} of the manifest. */
    public String digest() {
        return digest(manifest);
    }

    static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Map<String, Object> platform(String text) {
        String[] parts = text.split("/", 3);
        Map<String, Object> platform = new LinkedHashMap<>();
        platform.put("architecture", parts[1]);
        platform.put("os", parts[0]);
        if (parts.length == 3) {
            platform.put("variant", parts[2]);
        }
        return platform;
    }

    private static Map<String, Object> descriptor(String mediaType, byte[] content) {
        Map<String, Object> descriptor = new LinkedHashMap<>();
        descriptor.put("mediaType", mediaType);
        descriptor.put("digest", digest(content));
        descriptor.put("size", content.length);
        return descriptor;
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
