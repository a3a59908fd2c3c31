package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.selection.DiscoveredArtifact;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.DiscoveredVersion;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.WarehouseState;
import java.util.List;

/** What was found, as it stands in Freight and in the store. Pure. */
final class FoundVersions {
    private FoundVersions() {}

    @NonNull
    static DiscoveredVersion of(@NonNull Subscription subscription, @NonNull DiscoveredArtifact artifact) {
        if (subscription instanceof Subscription.Git git && artifact instanceof DiscoveredArtifact.Commit commit) {
            GitCommit one = new GitCommit(
                    git.repoURL(),
                    commit.id(),
                    commit.branch(),
                    commit.tag(),
                    commit.subject(),
                    commit.author(),
                    commit.committer(),
                    git.name());
            return new DiscoveredVersion(
                    one, null, null, null, commit.creatorDate().toInstant());
        }
        if (subscription instanceof Subscription.Image source && artifact instanceof DiscoveredArtifact.Image image) {
            Image one = new Image(source.repoURL(), image.tag(), image.digest(), image.annotations(), source.name());
            return new DiscoveredVersion(null, one, null, null, image.createdAt());
        }
        if (subscription instanceof Subscription.Chart source && artifact instanceof DiscoveredArtifact.Chart chart) {
            Chart one = new Chart(source.repoURL(), source.chartName(), chart.version(), source.name());
            return new DiscoveredVersion(null, null, one, null, null);
        }
        if (artifact instanceof DiscoveredArtifact.Reference reference) {
            return new DiscoveredVersion(null, null, null, reference.artifact(), null);
        }
        throw new IllegalArgumentException(subscription.describe() + " cannot have found " + artifact.describe());
    }

    /** @param outcome of an attempt that asked the repositories, or refused to */
    @NonNull
    static WarehouseState state(
            @NonNull ProjectKey project,
            @NonNull String warehouse,
            @NonNull WarehouseState.Check check,
            @NonNull WarehouseOutcome outcome) {
        List<WarehouseState.Found> found = outcome.discovered() == null
                ? List.of()
                : outcome.discovered().results().stream()
                        .map(FoundVersions::found)
                        .toList();
        return new WarehouseState(project, warehouse, check, found);
    }

    private static WarehouseState.Found found(SubscriptionResult result) {
        Subscription subscription = result.subscription();
        return new WarehouseState.Found(
                kind(subscription),
                subscription.name(),
                repository(subscription),
                result.error(),
                result.artifacts().stream()
                        .map(artifact -> of(subscription, artifact))
                        .toList());
    }

    /**
     * @param id null for the newest
     * @throws InvalidPinException when it was not found
     */
    @NonNull
    static DiscoveredVersion choose(@NonNull WarehouseState.Found found, @CheckForNull String id) {
        String subscription = found.kind() + ' ' + found.repository();
        return found.versions().stream()
                .filter(version -> id == null || version.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidPinException(
                        id == null
                                ? "Nothing was discovered for the subscription " + subscription
                                : "'" + id + "' is not among what was discovered for the subscription " + subscription
                                        + ": refresh the warehouse and choose again"));
    }

    static String kind(Subscription subscription) {
        if (subscription instanceof Subscription.Git) {
            return "git";
        }
        if (subscription instanceof Subscription.Image) {
            return "image";
        }
        return subscription instanceof Subscription.Generic generic ? generic.type() : "chart";
    }

    static String repository(Subscription subscription) {
        if (subscription instanceof Subscription.Git git) {
            return git.repoURL();
        }
        if (subscription instanceof Subscription.Image image) {
            return image.repoURL();
        }
        if (subscription instanceof Subscription.Chart chart) {
            return chart.chartName().isEmpty() ? chart.repoURL() : chart.repoURL() + ' ' + chart.chartName();
        }
        return subscription.name();
    }
}
