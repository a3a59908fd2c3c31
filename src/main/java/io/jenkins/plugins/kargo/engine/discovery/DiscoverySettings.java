package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.mirror.HostKeyPolicy;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How discovery works on this controller.
 *
 * @param cacheDirectory for mirrors and metadata; its content may be deleted while nothing runs
 * @param timeout for one Warehouse
 */
public record DiscoverySettings(
        @NonNull Path cacheDirectory,
        @NonNull HttpSettings http,
        @NonNull HostKeyPolicy hostKeys,
        @NonNull Duration timeout) {
    @NonNull
    public static DiscoverySettings of(@NonNull Path cacheDirectory, @NonNull HttpSettings http) {
        return new DiscoverySettings(cacheDirectory, http, HostKeyPolicy.NONE, Duration.ofMinutes(30));
    }
}
