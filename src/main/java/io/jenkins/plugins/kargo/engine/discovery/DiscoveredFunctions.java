package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.discovery.selection.DiscoveredArtifact;
import io.jenkins.plugins.kargo.engine.expression.FunctionTable;
import io.jenkins.plugins.kargo.engine.expression.value.Function;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.StructType;
import io.jenkins.plugins.kargo.engine.expression.value.StructValue;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.freight.url.ChartUrls;
import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import io.jenkins.plugins.kargo.engine.freight.url.ImageUrls;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * {@code commitFrom}, {@code imageFrom}, {@code chartFrom} and {@code artifactFrom} over what a Warehouse discovered: the
 * first artifact of the first subscription that fits, nil when there is none. URLs are compared normalised.
 */
final class DiscoveredFunctions {
    private static final StructType COMMIT = new StructType(
            "v1alpha1.DiscoveredCommit",
            List.of(
                    text("ID", "id"),
                    text("Branch", "branch"),
                    text("Tag", "tag"),
                    text("Subject", "subject"),
                    text("Author", "author"),
                    text("Committer", "committer"),
                    new StructType.Field("CreatorDate", "creatorDate", true, Type.TIME)));

    private static final StructType IMAGE = new StructType(
            "v1alpha1.DiscoveredImageReference",
            List.of(
                    text("Tag", "tag"),
                    text("Digest", "digest"),
                    new StructType.Field("Annotations", "annotations", true, Type.TEXT_MAP),
                    new StructType.Field("CreatedAt", "createdAt", true, Type.TIME)));

    private static final StructType CHART = new StructType(
            "v1alpha1.Chart", List.of(text("RepoURL", "repoURL"), text("Name", "name"), text("Version", "version")));

    private static final StructType ARTIFACT = new StructType(
            "v1alpha1.ArtifactReference",
            List.of(
                    text("ArtifactType", "artifactType"),
                    text("SubscriptionName", "subscriptionName"),
                    text("Version", "version"),
                    new StructType.Field("Metadata", "metadata", true, Type.MAP)));

    private final DiscoveredArtifacts discovered;

    private DiscoveredFunctions(DiscoveredArtifacts discovered) {
        this.discovered = discovered;
    }

    private static StructType.Field text(String name, String json) {
        return new StructType.Field(name, json, true, Type.TEXT);
    }

    static FunctionTable of(DiscoveredArtifacts discovered) {
        DiscoveredFunctions from = new DiscoveredFunctions(discovered);
        return FunctionTable.of(Map.of(
                "commitFrom", function(COMMIT, 1, from::commit),
                "imageFrom", function(IMAGE, 1, from::image),
                "chartFrom", function(CHART, 2, from::chart),
                "artifactFrom", function(ARTIFACT, 1, from::artifact)));
    }

    @FunctionalInterface
    private interface Lookup {
        @CheckForNull
        Object find(String first, String second);
    }

    private static Function function(StructType result, int parameters, Lookup lookup) {
        Signature one = Signature.of(Type.of(result), Type.TEXT);
        Signature two = Signature.of(Type.of(result), Type.TEXT, Type.TEXT);
        return Function.of(parameters == 1 ? List.of(one) : List.of(one, two), arguments -> {
            arguments.expect(1, parameters);
            return lookup.find(arguments.text(0), arguments.size() > 1 ? arguments.text(1) : "");
        });
    }

    @CheckForNull
    private SubscriptionResult first(Predicate<Subscription> fits) {
        return discovered.results().stream()
                .filter(result -> !result.artifacts().isEmpty() && fits.test(result.subscription()))
                .findFirst()
                .orElse(null);
    }

    @CheckForNull
    private StructValue commit(String repoURL, String unused) {
        String wanted = GitUrls.normalize(repoURL);
        SubscriptionResult result = first(
                s -> s instanceof Subscription.Git git && GitUrls.normalize(git.repoURL()).equals(wanted));
        if (result == null || !(result.artifacts().get(0) instanceof DiscoveredArtifact.Commit commit)) {
            return null;
        }
        return COMMIT.with(
                commit.id(),
                commit.branch(),
                commit.tag(),
                commit.subject(),
                commit.author(),
                commit.committer(),
                commit.creatorDate().toZonedDateTime());
    }

    @CheckForNull
    private StructValue image(String repoURL, String unused) {
        String wanted = ImageUrls.normalize(repoURL);
        SubscriptionResult result = first(s ->
                s instanceof Subscription.Image image && ImageUrls.normalize(image.repoURL()).equals(wanted));
        if (result == null || !(result.artifacts().get(0) instanceof DiscoveredArtifact.Image image)) {
            return null;
        }
        Instant created = image.createdAt() == null ? Instant.EPOCH : image.createdAt();
        return IMAGE.with(image.tag(), image.digest(), image.annotations(), created.atZone(ZoneOffset.UTC));
    }

    @CheckForNull
    private StructValue chart(String repoURL, String name) {
        String wanted = ChartUrls.normalize(repoURL);
        SubscriptionResult result = first(s -> s instanceof Subscription.Chart chart
                && ChartUrls.normalize(chart.repoURL()).equals(wanted)
                && (name.isEmpty() || name.equals(chart.chartName())));
        if (result == null || !(result.artifacts().get(0) instanceof DiscoveredArtifact.Chart chart)) {
            return null;
        }
        return CHART.with(wanted, ((Subscription.Chart) result.subscription()).chartName(), chart.version());
    }

    @CheckForNull
    private StructValue artifact(String subscriptionName, String unused) {
        SubscriptionResult result =
                first(s -> s instanceof Subscription.Generic && s.name().equals(subscriptionName));
        if (result == null || !(result.artifacts().get(0) instanceof DiscoveredArtifact.Reference reference)) {
            return null;
        }
        return ARTIFACT.with(
                reference.artifact().artifactType(),
                reference.artifact().subscriptionName(),
                reference.artifact().version(),
                reference.artifact().metadata());
    }
}
