package io.jenkins.plugins.kargo.engine.oci;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;

/** The caches of all repositories, each in a file of its own, kept in memory while there is room. */
final class MetadataCaches {
    private final Path directory;
    private final ConcurrentHashMap<String, SoftReference<MetadataCache>> open = new ConcurrentHashMap<>();

    MetadataCaches(Path directory) {
        this.directory = directory;
    }

    MetadataCache of(RepositoryName name) {
        String key = name.toString();
        MetadataCache[] found = new MetadataCache[1];
        open.compute(key, (any, reference) -> {
            MetadataCache known = reference == null ? null : reference.get();
            found[0] = known == null ? new MetadataCache(file(key)) : known;
            return known == null ? new SoftReference<>(found[0]) : reference;
        });
        return found[0];
    }

    private Path file(String key) {
        String hash = Digests.of(key.getBytes(java.nio.charset.StandardCharsets.UTF_8), "")
                .substring("sha256:".length());
        return directory.resolve(hash.substring(0, 2)).resolve(hash.substring(2) + ".json.gz");
    }
}
