package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Subscription.CommitSelection;
import io.jenkins.plugins.kargo.engine.model.Subscription.ImageSelection;
import java.time.OffsetDateTime;

/** A subscription that has been checked, with the defaults that Kargo's webhook sets. */
final class SubscriptionReader {
    private SubscriptionReader() {}

    static Subscription read(Mapping subscription) {
        String type = SubscriptionShape.typeOf(subscription);
        String name = subscription.text("name");
        Mapping fields = subscription.map(type);
        return switch (type) {
            case SubscriptionShape.GIT -> git(name, fields);
            case SubscriptionShape.IMAGE -> image(name, fields);
            case SubscriptionShape.CHART ->
                new Subscription.Chart(
                        name,
                        fields.text("repoURL"),
                        fields.text("name"),
                        fields.text("semverConstraint"),
                        limit(fields),
                        fields.flag("insecureSkipTLSVerify", false));
            default -> new Subscription.Generic(name, type, fields.map("config").plain(), limit(fields));
        };
    }

    private static Subscription git(String name, Mapping fields) {
        String strategy = fields.text("commitSelectionStrategy");
        return new Subscription.Git(
                name,
                fields.text("repoURL"),
                strategy.isEmpty() ? CommitSelection.NewestFromBranch : CommitSelection.valueOf(strategy),
                fields.text("branch"),
                fields.text("semverConstraint"),
                fields.flag("strictSemvers", true),
                fields.texts("allowTagsRegexes"),
                fields.texts("ignoreTagsRegexes"),
                fields.text("expressionFilter"),
                fields.texts("includePaths"),
                fields.texts("excludePaths"),
                limit(fields),
                fields.has("since") ? OffsetDateTime.parse(fields.text("since")).toInstant() : null,
                fields.flag("insecureSkipTLSVerify", false),
                fields.flag("blobless", false));
    }

    private static Subscription image(String name, Mapping fields) {
        String strategy = fields.text("imageSelectionStrategy");
        return new Subscription.Image(
                name,
                fields.text("repoURL"),
                strategy.isEmpty() ? ImageSelection.SemVer : ImageSelection.valueOf(strategy),
                fields.text("constraint"),
                fields.flag("strictSemvers", true),
                fields.texts("allowTagsRegexes"),
                fields.texts("ignoreTagsRegexes"),
                fields.text("platform"),
                limit(fields),
                fields.flag("cacheByTag", false),
                fields.flag("insecureSkipTLSVerify", false));
    }

    private static int limit(Mapping fields) {
        return fields.whole("discoveryLimit", Subscription.DEFAULT_DISCOVERY_LIMIT);
    }
}
