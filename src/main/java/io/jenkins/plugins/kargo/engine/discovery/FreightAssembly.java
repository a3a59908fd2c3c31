package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.FreightId;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.DiscoveredVersion;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Bundles one version of every subscription. Pure. */
final class FreightAssembly {
    private final List<GitCommit> commits = new ArrayList<>();
    private final List<Image> images = new ArrayList<>();
    private final List<Chart> charts = new ArrayList<>();
    private final List<ArtifactReference> artifacts = new ArrayList<>();

    private FreightAssembly() {}

    /** Freight without an alias, of the first artifact of every subscription. @param discovered has no problems */
    static Freight of(@NonNull FreightOrigin origin, @NonNull DiscoveredArtifacts discovered) {
        return of(
                origin,
                discovered.results().stream()
                        .map(result -> FoundVersions.of(
                                result.subscription(), result.artifacts().get(0)))
                        .toList(),
                discovered.discoveredAt());
    }

    /** Freight without an alias. @param versions one for each subscription, in the Warehouse's order */
    static Freight of(@NonNull FreightOrigin origin, @NonNull List<DiscoveredVersion> versions, @NonNull Instant at) {
        FreightAssembly parts = new FreightAssembly();
        versions.forEach(parts::add);
        String name = FreightId.of(origin, parts.commits, parts.images, parts.charts, parts.artifacts);
        return new Freight(name, "", origin, parts.commits, parts.images, parts.charts, parts.artifacts, at);
    }

    private void add(DiscoveredVersion version) {
        if (version.commit() != null) {
            commits.add(version.commit());
        } else if (version.image() != null) {
            images.add(version.image());
        } else if (version.chart() != null) {
            charts.add(version.chart());
        } else {
            artifacts.add(version.artifact());
        }
    }
}
