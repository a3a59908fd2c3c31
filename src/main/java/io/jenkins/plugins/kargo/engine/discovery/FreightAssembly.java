package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.selection.DiscoveredArtifact;
import io.jenkins.plugins.kargo.engine.freight.FreightId;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import java.util.ArrayList;
import java.util.List;

/** Bundles the first artifact of every subscription. Pure. */
final class FreightAssembly {
    private final List<GitCommit> commits = new ArrayList<>();
    private final List<Image> images = new ArrayList<>();
    private final List<Chart> charts = new ArrayList<>();
    private final List<ArtifactReference> artifacts = new ArrayList<>();

    private FreightAssembly() {}

    /** Freight without an alias. @param discovered has no problems */
    static Freight of(@NonNull FreightOrigin origin, @NonNull DiscoveredArtifacts discovered) {
        FreightAssembly parts = new FreightAssembly();
        discovered
                .results()
                .forEach(result ->
                        parts.add(result.subscription(), result.artifacts().get(0)));
        String name = FreightId.of(origin, parts.commits, parts.images, parts.charts, parts.artifacts);
        return new Freight(
                name,
                "",
                origin,
                parts.commits,
                parts.images,
                parts.charts,
                parts.artifacts,
                discovered.discoveredAt());
    }

    private void add(Subscription subscription, DiscoveredArtifact artifact) {
        if (subscription instanceof Subscription.Git git && artifact instanceof DiscoveredArtifact.Commit commit) {
            commits.add(new GitCommit(
                    git.repoURL(),
                    commit.id(),
                    commit.branch(),
                    commit.tag(),
                    commit.subject(),
                    commit.author(),
                    commit.committer(),
                    git.name()));
        } else if (subscription instanceof Subscription.Image source
                && artifact instanceof DiscoveredArtifact.Image image) {
            images.add(new Image(source.repoURL(), image.tag(), image.digest(), image.annotations(), source.name()));
        } else if (subscription instanceof Subscription.Chart source
                && artifact instanceof DiscoveredArtifact.Chart chart) {
            charts.add(new Chart(source.repoURL(), source.chartName(), chart.version(), source.name()));
        } else if (artifact instanceof DiscoveredArtifact.Reference reference) {
            artifacts.add(reference.artifact());
        } else {
            throw new IllegalArgumentException(subscription.describe() + " cannot have found " + artifact.describe());
        }
    }
}
