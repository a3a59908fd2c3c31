package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.List;

/**
 * A stored state of a project's manifests. Only a trusted build stores one.
 *
 * @param hash SHA-256 over paths and texts, hex: equal files have equal hashes
 * @param commit the commit that held the files, empty when unknown
 * @param build externalizable id of the build that stored it
 */
public record ConfigurationRevision(
        @NonNull String hash,
        @NonNull String commit,
        @NonNull String actor,
        @NonNull String build,
        @NonNull Instant storedAt,
        @NonNull List<ManifestFile> files) {
    public ConfigurationRevision {
        commit = Values.text(commit);
        actor = Values.text(actor);
        build = Values.text(build);
        files = Values.list(files);
    }
}
