package io.jenkins.plugins.kargo.engine.http;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.time.Duration;

/**
 * How the gateway behaves.
 *
 * @param proxy chooses the proxy of a URI; null for none
 * @param proxyAuthenticator answers proxies that want a password, and is never asked for other servers; null for none
 * @param connectTimeout also bounds the TLS handshake
 * @param stallTimeout without a byte for so long, an answer is given up
 * @param requestsPerSecond to one host, in the long run
 * @param concurrency requests to one host at the same time
 * @param attempts of one call, the first included
 * @param patience the longest wait that a host may ask for (Retry-After) before the call fails
 */
public record HttpSettings(
        @NonNull NetworkPolicy policy,
        @CheckForNull ProxySelector proxy,
        @CheckForNull Authenticator proxyAuthenticator,
        @NonNull Duration connectTimeout,
        @NonNull Duration stallTimeout,
        int requestsPerSecond,
        int concurrency,
        int attempts,
        @NonNull Duration patience) {
    public HttpSettings {
        if (requestsPerSecond < 1 || concurrency < 1 || attempts < 1) {
            throw new IllegalArgumentException("requestsPerSecond, concurrency and attempts must be at least 1");
        }
    }

    @NonNull
    public static HttpSettings of(@NonNull NetworkPolicy policy) {
        return new HttpSettings(
                policy, null, null, Duration.ofSeconds(10), Duration.ofSeconds(30), 50, 8, 4, Duration.ofMinutes(1));
    }

    @NonNull
    public HttpSettings withProxy(@CheckForNull ProxySelector selector, @CheckForNull Authenticator authenticator) {
        return new HttpSettings(
                policy,
                selector,
                authenticator,
                connectTimeout,
                stallTimeout,
                requestsPerSecond,
                concurrency,
                attempts,
                patience);
    }

    @NonNull
    public HttpSettings withLimits(int perSecond, int atOnce, int tries, @NonNull Duration longestWait) {
        return new HttpSettings(
                policy, proxy, proxyAuthenticator, connectTimeout, stallTimeout, perSecond, atOnce, tries, longestWait);
    }

    @NonNull
    public HttpSettings withTimeouts(@NonNull Duration connect, @NonNull Duration stall) {
        return new HttpSettings(
                policy, proxy, proxyAuthenticator, connect, stall, requestsPerSecond, concurrency, attempts, patience);
    }
}
