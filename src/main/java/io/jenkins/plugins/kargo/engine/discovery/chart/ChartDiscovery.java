package io.jenkins.plugins.kargo.engine.discovery.chart;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.chart.ChartException;
import io.jenkins.plugins.kargo.engine.chart.ChartRepositories;
import io.jenkins.plugins.kargo.engine.discovery.selection.DiscoveredArtifact;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.oci.OciGateway;
import io.jenkins.plugins.kargo.engine.oci.OciRepository;
import io.jenkins.plugins.kargo.engine.oci.RepositoryName;
import java.io.IOException;
import java.util.List;

/** Finds the chart versions that a subscription wants. Thread-safe. */
public final class ChartDiscovery {
    private final ChartRepositories repositories;
    private final OciGateway registries;

    public ChartDiscovery(@NonNull ChartRepositories repositories, @NonNull OciGateway registries) {
        this.repositories = repositories;
        this.registries = registries;
    }

    /** Newest first, at most the subscription's limit. */
    @NonNull
    public List<DiscoveredArtifact.Chart> discover(
            @NonNull Subscription.Chart subscription, @NonNull CredentialResolver credentials)
            throws IOException, InterruptedException, CredentialRefused {
        ChartSelector selector = new ChartSelector(subscription);
        List<String> versions = selector.isOci()
                ? selector.ofTags(registry(subscription, credentials).tags())
                : selector.ofIndex(listed(subscription, credentials));
        return versions.stream().map(DiscoveredArtifact.Chart::new).toList();
    }

    /** One version, whatever the constraint says of it: a pinned chart. @throws IOException when there is none */
    @NonNull
    public DiscoveredArtifact.Chart pinned(
            @NonNull Subscription.Chart subscription, @NonNull String version, @NonNull CredentialResolver credentials)
            throws IOException, InterruptedException, CredentialRefused {
        boolean exists = new ChartSelector(subscription).isOci()
                ? registry(subscription, credentials).exists(version.replace('+', '_'))
                : listed(subscription, credentials).contains(version);
        if (!exists) {
            throw new ChartException(subscription.describe() + ": there is no version " + version);
        }
        return new DiscoveredArtifact.Chart(version);
    }

    /** Whether a pushed tag may be a version that the subscription wants. Pure. */
    public static boolean concerns(@NonNull Subscription.Chart subscription, @NonNull String tag) {
        return !new ChartSelector(subscription).ofTags(List.of(tag)).isEmpty();
    }

    private OciRepository registry(Subscription.Chart subscription, CredentialResolver credentials)
            throws CredentialRefused {
        RepositoryName name = RepositoryName.parse(subscription.repoURL());
        Credential credential = credentials
                .find(registries.credentialUrl(name), CredentialResolver.Access.READ)
                .orElse(null);
        return registries.repository(name, credential, subscription.insecureSkipTLSVerify());
    }

    private List<String> listed(Subscription.Chart subscription, CredentialResolver credentials)
            throws IOException, InterruptedException, CredentialRefused {
        Credential credential = credentials
                .find(subscription.repoURL(), CredentialResolver.Access.READ)
                .orElse(null);
        return repositories.versions(
                subscription.repoURL(), subscription.chartName(), credential, subscription.insecureSkipTLSVerify());
    }
}
