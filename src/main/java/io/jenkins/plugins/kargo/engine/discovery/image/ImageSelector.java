package io.jenkins.plugins.kargo.engine.discovery.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.selection.DiscoveredArtifact;
import io.jenkins.plugins.kargo.engine.discovery.selection.SemverFilter;
import io.jenkins.plugins.kargo.engine.discovery.selection.TagFilter;
import io.jenkins.plugins.kargo.engine.freight.ByteOrder;
import io.jenkins.plugins.kargo.engine.freight.url.ImageUrls;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.oci.Platform;
import io.jenkins.plugins.kargo.engine.oci.RepositoryName;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The decisions of an image subscription: which tags are candidates, in which order, and which images are newest. Pure.
 * Algorithms: Kargo's pkg/image.
 */
final class ImageSelector {
    private final Subscription.Image subscription;
    private final RepositoryName repository;
    private final TagFilter tags;
    private final SemverFilter versions;
    private final Platform platform;

    /** @throws IllegalArgumentException when the subscription cannot work, saying which field is wrong */
    ImageSelector(Subscription.Image subscription) {
        this.subscription = subscription;
        // As Kargo asks for it: registries know lower case only, organisations write their name as they like.
        repository = RepositoryName.parse(ImageUrls.normalize(subscription.repoURL()));
        tags = new TagFilter(subscription.allowTagsRegexes(), subscription.ignoreTagsRegexes());
        boolean bySemver = strategy() == Subscription.ImageSelection.SemVer;
        versions = new SemverFilter(bySemver ? subscription.constraint() : "", subscription.strictSemvers());
        platform = subscription.platform().isEmpty() ? null : Platform.parse(subscription.platform());
        if (strategy() == Subscription.ImageSelection.Digest
                && subscription.constraint().isEmpty()) {
            throw new IllegalArgumentException("constraint: the strategy Digest needs the tag to watch");
        }
    }

    Subscription.ImageSelection strategy() {
        return subscription.imageSelectionStrategy();
    }

    RepositoryName repository() {
        return repository;
    }

    /** Null for any. */
    @CheckForNull
    Platform platform() {
        return platform;
    }

    int limit() {
        return subscription.discoveryLimit();
    }

    boolean matchesTag(@NonNull String tag) {
        return tags.test(tag)
                && (strategy() != Subscription.ImageSelection.SemVer
                        || versions.version(tag).isPresent());
    }

    /** The tags whose images are to be looked at, in the order in which they are wanted. */
    List<String> candidates(Collection<String> all) {
        List<String> matching = all.stream().filter(tags).toList();
        return switch (strategy()) {
            case SemVer -> versions.newestFirst(matching);
            case Lexical ->
                matching.stream().sorted(ByteOrder.OF_UTF8.reversed()).toList();
            case NewestBuild -> matching;
            case Digest -> List.of(subscription.constraint());
        };
    }

    /** Newest first, equal times by tag descending; images that do not say when they were made come last. */
    static List<DiscoveredArtifact.Image> newestBuildsFirst(Collection<DiscoveredArtifact.Image> images) {
        Comparator<DiscoveredArtifact.Image> byTime = Comparator.comparing(
                DiscoveredArtifact.Image::createdAt, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()));
        return images.stream()
                .sorted(byTime.thenComparing(DiscoveredArtifact.Image::tag, ByteOrder.OF_UTF8)
                        .reversed())
                .toList();
    }
}
