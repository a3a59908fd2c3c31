package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How two pieces of Freight differ, artifact by artifact. Pure. */
final class Comparisons {
    private static final int SHORT_COMMIT = 7;

    private Comparisons() {}

    /** What an artifact is compared by: subscriptions of one repository are told apart by their names. */
    private record Key(String kind, String repository, String subscription) {}

    /** @param version for people; @param identity what makes it the same; @param commit empty for what is none */
    private record Value(String version, String identity, String commit) {}

    @NonNull
    static Views.Comparison of(@CheckForNull Freight from, @NonNull Freight to) {
        return new Views.Comparison(from == null ? null : name(from), name(to), changes(from, to));
    }

    /** @param from null for nothing */
    @NonNull
    static List<Views.ArtifactChange> changes(@CheckForNull Freight from, @NonNull Freight to) {
        Map<Key, Value> before = from == null ? Map.of() : values(from);
        Map<Key, Value> after = values(to);
        Set<Key> keys = new LinkedHashSet<>(after.keySet());
        keys.addAll(before.keySet());
        return keys.stream()
                .map(key -> change(key, before.get(key), after.get(key)))
                .toList();
    }

    @NonNull
    static Views.FreightName name(Freight freight) {
        return new Views.FreightName(freight.name(), freight.alias());
    }

    private static Views.ArtifactChange change(Key key, @CheckForNull Value before, @CheckForNull Value after) {
        Views.Change change;
        if (before == null) {
            change = Views.Change.ADDED;
        } else if (after == null) {
            change = Views.Change.REMOVED;
        } else {
            change = before.identity().equals(after.identity()) ? Views.Change.SAME : Views.Change.CHANGED;
        }
        String url = change == Views.Change.CHANGED
                ? CommitLinks.between(key.repository(), before.commit(), after.commit())
                : null;
        return new Views.ArtifactChange(
                key.kind(),
                key.repository(),
                before == null ? "" : before.version(),
                after == null ? "" : after.version(),
                change,
                url);
    }

    private static Map<Key, Value> values(Freight freight) {
        Map<Key, Value> values = new LinkedHashMap<>();
        for (Image image : freight.images()) {
            values.put(
                    new Key("image", image.repoURL(), image.subscriptionName()),
                    new Value(image.tag().isEmpty() ? image.digest() : image.tag(), image.digest(), ""));
        }
        for (Chart chart : freight.charts()) {
            String repository = chart.name().isEmpty() ? chart.repoURL() : chart.repoURL() + ' ' + chart.name();
            values.put(
                    new Key("chart", repository, chart.subscriptionName()),
                    new Value(chart.version(), chart.version(), ""));
        }
        for (GitCommit commit : freight.commits()) {
            String shortId =
                    commit.id().substring(0, Math.min(SHORT_COMMIT, commit.id().length()));
            String version = commit.tag().isEmpty() ? shortId : commit.tag() + " (" + shortId + ')';
            values.put(
                    new Key("git", commit.repoURL(), commit.subscriptionName()),
                    new Value(version, commit.id(), commit.id()));
        }
        for (ArtifactReference artifact : freight.artifacts()) {
            values.put(
                    new Key(artifact.artifactType(), artifact.subscriptionName(), artifact.subscriptionName()),
                    new Value(artifact.version(), artifact.version(), ""));
        }
        return values;
    }
}
