package io.jenkins.plugins.kargo.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.manifest.ManifestLoader;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.ConfigurationSource;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.store.ProjectStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Parses stored manifests, each revision once: what a hash names never changes. */
final class StoredConfigurations implements ConfigurationSource {
    private static final int MAX_KEPT = 100;

    private record Key(ProjectKey project, String hash) {}

    private final ProjectStore projects;
    private final ManifestLoader loader;

    private final Map<Key, Configuration> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Configuration> eldest) {
            return size() > MAX_KEPT;
        }
    };

    StoredConfigurations(ProjectStore projects, ManifestLoader loader) {
        this.projects = projects;
        this.loader = loader;
    }

    @NonNull
    @Override
    public Optional<Configuration> find(@NonNull ProjectKey project, @NonNull String hash) {
        Key key = new Key(project, hash);
        synchronized (kept) {
            Configuration known = kept.get(key);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<Configuration> read = projects.revision(project, hash).map(this::parse);
        read.ifPresent(configuration -> {
            synchronized (kept) {
                kept.put(key, configuration);
            }
        });
        return read;
    }

    private Configuration parse(ConfigurationRevision revision) {
        return loader.load(revision.files()).configuration();
    }
}
