package io.jenkins.plugins.kargo.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ProxyConfiguration;
import io.jenkins.plugins.kargo.engine.discovery.DiscoveryServices;
import io.jenkins.plugins.kargo.engine.discovery.DiscoverySettings;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Objects;
import jenkins.model.Jenkins;

/** The gateways to repositories, made anew when an administrator changed the network policy or the proxy. */
final class DiscoveryHolder implements AutoCloseable {
    private final Path cache;
    private NetworkPolicy policy;
    private ProxyConfiguration proxy;
    private DiscoveryServices services;

    DiscoveryHolder(Path cache) {
        this.cache = cache;
    }

    @NonNull
    synchronized DiscoveryServices current() {
        NetworkPolicy policyNow = KargoGlobalConfiguration.get().networkPolicy();
        ProxyConfiguration proxyNow = Jenkins.get().getProxy();
        if (services == null || !policyNow.equals(policy) || !Objects.equals(proxyNow, proxy)) {
            close();
            policy = policyNow;
            proxy = proxyNow;
            services = new DiscoveryServices(settings(policyNow, proxyNow), Subscriptions.all());
        }
        return services;
    }

    private DiscoverySettings settings(NetworkPolicy allowed, @CheckForNull ProxyConfiguration configured) {
        HttpSettings http = HttpSettings.of(allowed);
        if (configured != null) {
            HttpClient client = ProxyConfiguration.newHttpClient();
            http = http.withProxy(
                    client.proxy().orElse(null), client.authenticator().orElse(null));
        }
        DiscoverySettings settings = DiscoverySettings.of(cache, http);
        return new DiscoverySettings(
                settings.cacheDirectory(), settings.http(), new JenkinsHostKeys(), settings.timeout());
    }

    @Override
    public synchronized void close() {
        if (services != null) {
            services.close();
            services = null;
        }
    }
}
