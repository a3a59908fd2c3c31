package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.FreightAvailability;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Freight as the API shows it. Pure. */
final class FreightViews {
    private FreightViews() {}

    /** @param limit how many were asked for: a full page has a successor */
    static Views.FreightPage page(List<StoredFreight> stored, Configuration configuration, Instant now, int limit) {
        List<Views.Freight> views =
                stored.stream().map(each -> of(each, configuration, now)).toList();
        String next = stored.size() < limit
                ? null
                : stored.get(stored.size() - 1).freight().name();
        return new Views.FreightPage(views, next);
    }

    @NonNull
    static Views.Freight of(StoredFreight stored, Configuration configuration, Instant now) {
        Freight freight = stored.freight();
        Map<String, Instant> verified = new LinkedHashMap<>();
        stored.status().verifiedIn().forEach((stage, in) -> verified.put(stage, in.verifiedAt()));
        Map<String, Views.ApprovedFor> approved = new LinkedHashMap<>();
        stored.status()
                .approvedFor()
                .forEach((stage, by) ->
                        approved.put(stage, new Views.ApprovedFor(by.approvedAt(), orEmpty(by.actor()))));
        return new Views.Freight(
                freight.name(),
                freight.alias(),
                freight.origin().name(),
                freight.discoveredAt(),
                freight.commits().stream()
                        .map(commit -> new Views.Commit(
                                commit.repoURL(),
                                commit.id(),
                                commit.branch(),
                                commit.tag(),
                                commit.message(),
                                commit.author(),
                                CommitLinks.of(commit.repoURL(), commit.id())))
                        .toList(),
                freight.images().stream()
                        .map(image -> new Views.Image(image.repoURL(), image.tag(), image.digest()))
                        .toList(),
                freight.charts().stream()
                        .map(chart -> new Views.Chart(chart.repoURL(), chart.name(), chart.version()))
                        .toList(),
                freight.artifacts().stream()
                        .map(each -> new Views.Artifact(each.artifactType(), each.subscriptionName(), each.version()))
                        .toList(),
                stored.status().currentlyIn(),
                verified,
                approved,
                availableTo(stored, configuration, now));
    }

    private static List<String> availableTo(StoredFreight stored, Configuration configuration, Instant now) {
        return configuration.stages().values().stream()
                .filter(stage -> !stage.isControlFlow())
                .filter(stage -> FreightAvailability.of(stage, stored.freight(), stored.status(), now)
                        .isAvailable())
                .map(Stage::name)
                .toList();
    }

    private static String orEmpty(@CheckForNull String text) {
        return text == null ? "" : text;
    }
}
