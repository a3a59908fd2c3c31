package io.jenkins.plugins.kargo.engine.discovery.chart;

import io.jenkins.plugins.kargo.engine.discovery.selection.SemverFilter;
import io.jenkins.plugins.kargo.engine.freight.semver.InvalidVersionException;
import io.jenkins.plugins.kargo.engine.freight.semver.Version;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which versions of a chart a subscription wants, newest first. Pure. Algorithms: Kargo's pkg/helm/chart. */
final class ChartSelector {
    private final Subscription.Chart subscription;
    private final SemverFilter versions;

    /** @throws IllegalArgumentException when the constraint cannot be read, or name and URL do not go together */
    ChartSelector(Subscription.Chart subscription) {
        this.subscription = subscription;
        versions = new SemverFilter(subscription.semverConstraint(), false);
        if (isOci() != subscription.chartName().isEmpty()) {
            throw new IllegalArgumentException(
                    isOci()
                            ? "name: must be empty for a chart in an OCI registry; append it to repoURL"
                            : "name: is required for a chart in an HTTP repository");
        }
    }

    boolean isOci() {
        return subscription.repoURL().startsWith("oci://");
    }

    /** From an index: whatever can be read as a version counts. */
    List<String> ofIndex(Collection<String> listed) {
        return select(listed.stream().map(Version::tryParse).flatMap(Optional::stream));
    }

    /** From tags: only full versions count; Helm writes the plus sign, which tags cannot hold, as an underscore. */
    List<String> ofTags(Collection<String> tags) {
        return select(tags.stream()
                .map(tag -> tag.replace('_', '+'))
                .map(ChartSelector::strict)
                .flatMap(Optional::stream));
    }

    private List<String> select(Stream<Version> parsed) {
        return parsed.filter(versions::matches)
                .sorted(Version.NEWEST_FIRST)
                .limit(subscription.discoveryLimit())
                .map(Version::original)
                .toList();
    }

    private static Optional<Version> strict(String text) {
        try {
            return Optional.of(Version.parseStrict(text));
        } catch (InvalidVersionException e) {
            return Optional.empty();
        }
    }
}
