package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.manifest.ManifestLoader;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.ConfigurationSource;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The configurations of stored revisions, read from their files and kept while they are in use. What a newer version of
 * the plugin would refuse in an old revision does not keep its promotions from ending.
 */
public final class StoredConfigurations implements ConfigurationSource {
    private static final int KEPT = 64;

    private record Key(ProjectKey project, String hash) {}

    private final KargoStore store;
    private final ManifestLoader loader;
    private final Map<Key, Configuration> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Configuration> eldest) {
            return size() > KEPT;
        }
    };

    public StoredConfigurations(@NonNull KargoStore store, @NonNull ManifestLoader loader) {
        this.store = store;
        this.loader = loader;
    }

    @Override
    public Optional<Configuration> find(ProjectKey project, String hash) {
        Key key = new Key(project, hash);
        synchronized (kept) {
            Configuration known = kept.get(key);
            if (known != null) {
                return Optional.of(known);
            }
        }
        // Read outside the lock: two threads may both do so, and that does no harm.
        Optional<Configuration> read = Uninterrupted.call(() -> store.projects().revision(project, hash))
                .map(ConfigurationRevision::files)
                .map(files -> loader.load(files).configuration());
        synchronized (kept) {
            read.ifPresent(configuration -> kept.put(key, configuration));
        }
        return read;
    }
}
