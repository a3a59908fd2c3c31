package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.chart.ChartDiscovery;
import io.jenkins.plugins.kargo.engine.discovery.git.GitDiscovery;
import io.jenkins.plugins.kargo.engine.discovery.image.ImageDiscovery;
import io.jenkins.plugins.kargo.engine.freight.url.ChartUrls;
import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import io.jenkins.plugins.kargo.engine.freight.url.ImageUrls;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which Warehouses a change concerns: those with a subscription to the repository whose own selection would take the
 * branch, tag or paths into account. Pure.
 */
public final class ChangeFilter {
    private ChangeFilter() {}

    /** Names, in the order of the configuration. */
    @NonNull
    public static Set<String> concerned(@NonNull Configuration configuration, @NonNull RepositoryChange change) {
        Set<String> names = new LinkedHashSet<>();
        for (Warehouse warehouse : configuration.warehouses().values()) {
            if (warehouse.subscriptions().stream().anyMatch(one -> concerns(one, change))) {
                names.add(warehouse.name());
            }
        }
        return names;
    }

    /** A subscription that cannot work is looked at, so that its error is seen. */
    static boolean concerns(@NonNull Subscription subscription, @NonNull RepositoryChange change) {
        try {
            if (change instanceof RepositoryChange.Push push && subscription instanceof Subscription.Git git) {
                return push.urls().stream().anyMatch(url -> GitUrls.names(url, git.repoURL()))
                        && GitDiscovery.concerns(git, push.ref(), push.defaultBranch(), push.paths());
            }
            if (change instanceof RepositoryChange.Image image) {
                if (subscription instanceof Subscription.Image source) {
                    return ImageUrls.normalize(image.repository()).equals(ImageUrls.normalize(source.repoURL()))
                            && (image.tag().isEmpty() || ImageDiscovery.concerns(source, image.tag()));
                }
                return subscription instanceof Subscription.Chart chart
                        && chart.chartName().isEmpty()
                        && ChartUrls.normalize(image.repository()).equals(ChartUrls.normalize(chart.repoURL()))
                        && (image.tag().isEmpty() || ChartDiscovery.concerns(chart, image.tag()));
            }
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    /** Whether a subscription is to the repository that the URL names, however it is spelt. */
    public static boolean isTo(@NonNull Subscription subscription, @NonNull String url) {
        if (subscription instanceof Subscription.Git git) {
            return GitUrls.normalize(url).equals(GitUrls.normalize(git.repoURL()));
        }
        if (subscription instanceof Subscription.Image image) {
            return ImageUrls.normalize(url).equals(ImageUrls.normalize(image.repoURL()));
        }
        return subscription instanceof Subscription.Chart chart
                && ChartUrls.normalize(url).equals(ChartUrls.normalize(chart.repoURL()));
    }
}
