package io.jenkins.plugins.kargo.engine.discovery.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.selection.DiscoveredArtifact;
import io.jenkins.plugins.kargo.engine.discovery.selection.Parallel;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.oci.ImageMetadata;
import io.jenkins.plugins.kargo.engine.oci.ImageReader;
import io.jenkins.plugins.kargo.engine.oci.OciGateway;
import io.jenkins.plugins.kargo.engine.oci.OciRepository;
import io.jenkins.plugins.kargo.engine.oci.Platform;
import io.jenkins.plugins.kargo.engine.oci.RegistryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Finds the images that a subscription wants. Thread-safe. */
public final class ImageDiscovery {
    private final OciGateway gateway;
    private final ExecutorService threads;

    /** @param threads run requests and nothing that waits for other work of theirs */
    public ImageDiscovery(@NonNull OciGateway gateway, @NonNull ExecutorService threads) {
        this.gateway = gateway;
        this.threads = threads;
    }

    /** Best first, at most the subscription's limit. */
    @NonNull
    public List<DiscoveredArtifact.Image> discover(
            @NonNull Subscription.Image subscription, @NonNull CredentialResolver credentials)
            throws IOException, InterruptedException, CredentialRefused {
        ImageSelector selector = new ImageSelector(subscription);
        OciRepository repository = open(subscription, selector, credentials);
        boolean byDigest = selector.strategy() == Subscription.ImageSelection.Digest;
        List<String> candidates = selector.candidates(byDigest ? List.of() : repository.tags());
        boolean cacheByTag = subscription.cacheByTag() && !byDigest;
        try (ImageReader reader = reader(repository, selector, cacheByTag)) {
            if (selector.strategy() == Subscription.ImageSelection.NewestBuild) {
                List<DiscoveredArtifact.Image> all = read(reader, candidates, selector.platform());
                List<DiscoveredArtifact.Image> newest = ImageSelector.newestBuildsFirst(all);
                return newest.subList(0, Math.min(newest.size(), selector.limit()));
            }
            return firstOf(reader, candidates, selector);
        }
    }

    /** One tag, whatever the subscription's rules say of it: a pinned image. @throws IOException when there is none */
    @NonNull
    public DiscoveredArtifact.Image pinned(
            @NonNull Subscription.Image subscription,
            @NonNull String tagOrDigest,
            @NonNull CredentialResolver credentials)
            throws IOException, InterruptedException, CredentialRefused {
        ImageSelector selector = new ImageSelector(subscription);
        OciRepository repository = open(subscription, selector, credentials);
        try (ImageReader reader = reader(repository, selector, false)) {
            ImageMetadata image = reader.read(tagOrDigest)
                    .orElseThrow(() -> new RegistryException(
                            selector.repository() + ": the registry has no image " + tagOrDigest));
            Platform platform = selector.platform();
            if (platform != null && image.variant(platform).isEmpty()) {
                throw new RegistryException(
                        selector.repository() + ": the image " + tagOrDigest + " is not for " + platform);
            }
            boolean digest = tagOrDigest.equals(image.digest());
            return discovered(digest ? "" : tagOrDigest, image, platform);
        }
    }

    /** Labels and annotations of a pinned image; empty when there is none. */
    @NonNull
    public Map<String, String> labels(
            @NonNull Subscription.Image subscription,
            @NonNull String tagOrDigest,
            @NonNull CredentialResolver credentials)
            throws IOException, InterruptedException, CredentialRefused {
        ImageSelector selector = new ImageSelector(subscription);
        try (ImageReader reader = reader(open(subscription, selector, credentials), selector, false)) {
            return reader.labels(tagOrDigest);
        }
    }

    private OciRepository open(Subscription.Image subscription, ImageSelector selector, CredentialResolver credentials)
            throws CredentialRefused {
        Credential credential = credentials
                .find(gateway.credentialUrl(selector.repository()), CredentialResolver.Access.READ)
                .orElse(null);
        return gateway.repository(selector.repository(), credential, subscription.insecureSkipTLSVerify());
    }

    private ImageReader reader(OciRepository repository, ImageSelector selector, boolean cacheByTag) {
        return new ImageReader(gateway, repository, cacheByTag, selector.platform());
    }

    /** Looks at as many candidates at a time as are still missing. */
    private List<DiscoveredArtifact.Image> firstOf(ImageReader reader, List<String> candidates, ImageSelector selector)
            throws IOException, InterruptedException {
        List<DiscoveredArtifact.Image> found = new ArrayList<>();
        int next = 0;
        while (found.size() < selector.limit() && next < candidates.size()) {
            int end = Math.min(candidates.size(), next + selector.limit() - found.size());
            found.addAll(read(reader, candidates.subList(next, end), selector.platform()));
            next = end;
        }
        return found;
    }

    /** Tags that are gone by now and images for other platforms are left out. */
    private List<DiscoveredArtifact.Image> read(ImageReader reader, List<String> tags, @CheckForNull Platform platform)
            throws IOException, InterruptedException {
        return Parallel.map(threads, tags, tag -> read(reader, tag, platform)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<DiscoveredArtifact.Image> read(
            ImageReader reader, String tag, @CheckForNull Platform platform) throws IOException, InterruptedException {
        try {
            return reader.read(tag)
                    .filter(image -> platform == null || image.variant(platform).isPresent())
                    .map(image -> discovered(tag, image, platform));
        } catch (RegistryException e) {
            throw new RegistryException("tag " + tag + ": " + e.getMessage(), e);
        }
    }

    private static DiscoveredArtifact.Image discovered(
            String tag, ImageMetadata image, @CheckForNull Platform platform) {
        return new DiscoveredArtifact.Image(tag, image.digest(), image.annotationsFor(platform), image.createdAt());
    }

    /** Whether a pushed tag may change what the subscription finds. Pure. */
    public static boolean concerns(@NonNull Subscription.Image subscription, @NonNull String tag) {
        ImageSelector selector = new ImageSelector(subscription);
        return selector.strategy() == Subscription.ImageSelection.Digest
                ? tag.equals(subscription.constraint())
                : selector.matchesTag(tag);
    }
}
