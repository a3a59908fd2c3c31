package io.jenkins.plugins.kargo.engine.discovery;

import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import java.util.List;

/** Subscriptions with Kargo's defaults, for tests. */
public final class Subscriptions {
    private Subscriptions() {}

    public static Subscription.Image image(String repoURL, String constraint) {
        return image(repoURL, Subscription.ImageSelection.SemVer, constraint, List.of(), List.of(), "", 20);
    }

    public static Subscription.Image image(
            String repoURL,
            Subscription.ImageSelection strategy,
            String constraint,
            List<String> allow,
            List<String> ignore,
            String platform,
            int limit) {
        return new Subscription.Image(
                "", repoURL, strategy, constraint, true, allow, ignore, platform, limit, false, false);
    }

    public static Subscription.Chart chart(String repoURL, String name, String constraint) {
        return new Subscription.Chart("", repoURL, name, constraint, 20, false);
    }

    public static Subscription.Git branch(String repoURL, String branch, String... includePaths) {
        return new Subscription.Git(
                "",
                repoURL,
                Subscription.CommitSelection.NewestFromBranch,
                branch,
                "",
                true,
                List.of(),
                List.of(),
                "",
                List.of(includePaths),
                List.of(),
                20,
                null,
                false,
                false);
    }

    public static Subscription.Git tags(String repoURL, Subscription.CommitSelection strategy, String constraint) {
        return new Subscription.Git(
                "",
                repoURL,
                strategy,
                "",
                constraint,
                true,
                List.of(),
                List.of(),
                "",
                List.of(),
                List.of(),
                20,
                null,
                false,
                false);
    }

    public static Warehouse warehouse(String name, Subscription... subscriptions) {
        return new Warehouse(
                Metadata.named(name),
                Warehouse.DEFAULT_INTERVAL,
                Warehouse.FreightCreationPolicy.Automatic,
                "",
                List.of(subscriptions));
    }
}
