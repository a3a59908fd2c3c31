package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.DiscoveredVersion;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.model.WarehouseState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Warehouses and what they found as the API shows them. Pure. */
final class WarehouseViews {
    private WarehouseViews() {}

    @NonNull
    static List<Views.Warehouse> all(Configuration configuration, Map<String, WarehouseState.Check> checks) {
        return configuration.warehouses().values().stream()
                .map(warehouse -> new Views.Warehouse(
                        warehouse.name(),
                        warehouse.freightCreationPolicy().name(),
                        warehouse.subscriptions().stream()
                                .map(WarehouseViews::subscription)
                                .toList(),
                        check(checks.get(warehouse.name()))))
                .toList();
    }

    /** @param state what was last found, null when nobody has looked yet */
    @NonNull
    static Views.WarehouseDetail detail(Warehouse warehouse, @CheckForNull WarehouseState state) {
        List<Views.Found> found = new ArrayList<>();
        for (int i = 0; i < warehouse.subscriptions().size(); i++) {
            boolean known = state != null
                    && state.subscriptions().size() == warehouse.subscriptions().size();
            found.add(found(
                    warehouse.subscriptions().get(i),
                    known ? state.subscriptions().get(i) : null));
        }
        return new Views.WarehouseDetail(
                warehouse.name(),
                warehouse.freightCreationPolicy().name(),
                warehouse.freightCreationCriteria(),
                warehouse.interval().toSeconds(),
                state == null ? null : check(state.check()),
                found);
    }

    private static Views.Found found(Subscription subscription, @CheckForNull WarehouseState.Found found) {
        Views.Subscription view = subscription(subscription);
        return new Views.Found(
                view.kind(),
                view.name(),
                view.repoURL(),
                view.chart(),
                found == null ? "" : found.error(),
                found == null
                        ? List.of()
                        : found.versions().stream().map(WarehouseViews::version).toList());
    }

    private static Views.Version version(DiscoveredVersion version) {
        String label = version.image() == null || version.image().tag().isEmpty()
                ? version.id()
                : version.image().tag();
        if (version.commit() != null && !version.commit().tag().isEmpty()) {
            label = version.commit().tag();
        }
        return new Views.Version(
                version.id(),
                label,
                version.createdAt(),
                version.commit() == null ? null : FreightViews.commit(version.commit()),
                version.image() == null ? null : FreightViews.image(version.image()));
    }

    @CheckForNull
    private static Views.Check check(@CheckForNull WarehouseState.Check check) {
        return check == null ? null : new Views.Check(check.at(), check.failed(), check.message());
    }

    private static Views.Subscription subscription(Subscription subscription) {
        if (subscription instanceof Subscription.Git git) {
            return new Views.Subscription("git", git.name(), git.repoURL(), "");
        }
        if (subscription instanceof Subscription.Image image) {
            return new Views.Subscription("image", image.name(), image.repoURL(), "");
        }
        if (subscription instanceof Subscription.Chart chart) {
            return new Views.Subscription("chart", chart.name(), chart.repoURL(), chart.chartName());
        }
        return new Views.Subscription("generic", subscription.name(), subscription.describe(), "");
    }
}
