package io.jenkins.plugins.kargo.engine.git.mirror;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import java.net.ProxySelector;
import java.time.Duration;

/**
 * How remotes are read.
 *
 * @param proxy for http(s), null for none; a proxy that wants a password is served by the JVM's default authenticator
 * @param stallTimeout a transfer slower than 1 KiB/s for so long is given up
 * @param maxTransfer bytes that one fetch may receive
 * @param maxDuration of one fetch
 */
public record MirrorSettings(
        @NonNull NetworkPolicy policy,
        @CheckForNull ProxySelector proxy,
        @NonNull HostKeyPolicy hostKeys,
        @NonNull Duration stallTimeout,
        long maxTransfer,
        @NonNull Duration maxDuration) {
    @NonNull
    public static MirrorSettings of(@NonNull NetworkPolicy policy) {
        return new MirrorSettings(
                policy, null, HostKeyPolicy.NONE, Duration.ofSeconds(30), 16L << 30, Duration.ofMinutes(30));
    }

    @NonNull
    public MirrorSettings withHostKeys(@NonNull HostKeyPolicy accepted) {
        return new MirrorSettings(policy, proxy, accepted, stallTimeout, maxTransfer, maxDuration);
    }

    @NonNull
    public MirrorSettings withProxy(@CheckForNull ProxySelector selector) {
        return new MirrorSettings(policy, selector, hostKeys, stallTimeout, maxTransfer, maxDuration);
    }

    @NonNull
    public MirrorSettings withLimits(@NonNull Duration stall, long bytes, @NonNull Duration time) {
        return new MirrorSettings(policy, proxy, hostKeys, stall, bytes, time);
    }
}
