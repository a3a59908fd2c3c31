package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.Availability;
import io.jenkins.plugins.kargo.engine.freight.FreightAvailability;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Freight as the API shows it. Pure. */
final class FreightViews {
    private FreightViews() {}

    /** @param limit how many were asked for: a full page has a successor */
    static Views.FreightPage page(List<StoredFreight> stored, StagesByOrigin stages, Instant now, int limit) {
        List<Views.Freight> views =
                stored.stream().map(each -> of(each, stages, now)).toList();
        String next = stored.size() < limit
                ? null
                : stored.get(stored.size() - 1).freight().name();
        return new Views.FreightPage(views, next);
    }

    @NonNull
    static Views.Freight of(StoredFreight stored, StagesByOrigin stages, Instant now) {
        Freight freight = stored.freight();
        List<String> availableTo = new ArrayList<>();
        Map<String, Instant> availableFrom = new LinkedHashMap<>();
        for (Stage stage : stages.requesting(freight.origin())) {
            Availability availability = FreightAvailability.of(stage, freight, stored.status(), now);
            if (availability.isAvailable()) {
                availableTo.add(stage.name());
            } else if (from(availability) != null) {
                availableFrom.put(stage.name(), from(availability));
            }
        }
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
                freight.commits().stream().map(FreightViews::commit).toList(),
                freight.images().stream().map(FreightViews::image).toList(),
                freight.charts().stream()
                        .map(chart -> new Views.Chart(chart.repoURL(), chart.name(), chart.version()))
                        .toList(),
                freight.artifacts().stream()
                        .map(each -> new Views.Artifact(each.artifactType(), each.subscriptionName(), each.version()))
                        .toList(),
                stored.status().currentlyIn(),
                verified,
                approved,
                availableTo,
                availableFrom);
    }

    @NonNull
    static Views.Commit commit(GitCommit commit) {
        return new Views.Commit(
                commit.repoURL(),
                commit.id(),
                commit.branch(),
                commit.tag(),
                commit.message(),
                commit.author(),
                CommitLinks.of(commit.repoURL(), commit.id()));
    }

    @NonNull
    static Views.Image image(Image image) {
        return new Views.Image(image.repoURL(), image.tag(), image.digest());
    }

    /** Whether each stage that requests its origin may have it, in words. */
    @NonNull
    static List<Views.Availability> availability(StoredFreight stored, StagesByOrigin stages, Instant now) {
        return stages.requesting(stored.freight().origin()).stream()
                .map(stage -> {
                    Availability one = FreightAvailability.of(stage, stored.freight(), stored.status(), now);
                    return new Views.Availability(stage.name(), one.isAvailable(), one.reason(), from(one));
                })
                .toList();
    }

    /** When it becomes available if nothing but time passes, null otherwise. */
    @CheckForNull
    static Instant from(Availability availability) {
        return availability instanceof Availability.Unavailable later ? later.from() : null;
    }

    private static String orEmpty(@CheckForNull String text) {
        return text == null ? "" : text;
    }
}
