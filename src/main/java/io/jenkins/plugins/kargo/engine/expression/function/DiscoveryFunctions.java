package io.jenkins.plugins.kargo.engine.expression.function;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.FunctionTable;
import io.jenkins.plugins.kargo.engine.expression.value.Arguments;
import io.jenkins.plugins.kargo.engine.expression.value.Function;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.TextMap;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.freight.url.ChartUrls;
import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import io.jenkins.plugins.kargo.engine.freight.url.ImageUrls;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code commitFrom}, {@code imageFrom}, {@code chartFrom} and {@code artifactFrom} in criteria for creating Freight:
 * they give the newest of what was discovered. URLs of all kinds compare in their canonical spelling.
 */
public final class DiscoveryFunctions {
    private final DiscoveredArtifacts artifacts;

    private DiscoveryFunctions(DiscoveredArtifacts artifacts) {
        this.artifacts = artifacts;
    }

    /** @param artifacts null before the first discovery: every function then gives nil */
    @NonNull
    public static FunctionTable table(@CheckForNull DiscoveredArtifacts artifacts) {
        DiscoveryFunctions functions = new DiscoveryFunctions(
                artifacts == null ? new DiscoveredArtifacts(List.of(), List.of(), List.of(), List.of()) : artifacts);
        Type chart = Type.of(KargoValues.CHART);
        return FunctionTable.of(Map.of(
                "commitFrom",
                Function.of(oneText(Type.of(KargoValues.DISCOVERED_COMMIT)), functions::commit),
                "imageFrom",
                Function.of(oneText(Type.of(KargoValues.DISCOVERED_IMAGE)), functions::image),
                "chartFrom",
                Function.of(
                        List.of(Signature.of(chart, Type.TEXT, Type.TEXT), Signature.of(chart, Type.TEXT)),
                        functions::chart),
                "artifactFrom",
                Function.of(oneText(Type.of(KargoValues.ARTIFACT)), functions::artifact)));
    }

    private static List<Signature> oneText(Type result) {
        return List.of(Signature.of(result, Type.TEXT));
    }

    private static String only(Arguments arguments) {
        arguments.expect(1, 1);
        return arguments.text(0, "first argument");
    }

    private Object commit(Arguments arguments) {
        String url = GitUrls.normalize(only(arguments));
        return artifacts.git().stream()
                .filter(c -> GitUrls.normalize(c.repoURL()).equals(url)
                        && !c.commits().isEmpty())
                .map(c -> value(c.commits().get(0)))
                .findFirst()
                .orElse(null);
    }

    private static Object value(DiscoveredArtifacts.Commit commit) {
        return KargoValues.DISCOVERED_COMMIT.with(
                commit.id(),
                commit.branch(),
                commit.tag(),
                commit.subject(),
                commit.author(),
                commit.committer(),
                KargoValues.time(commit.creatorDate()));
    }

    private Object image(Arguments arguments) {
        String url = ImageUrls.normalize(only(arguments));
        return artifacts.images().stream()
                .filter(i -> ImageUrls.normalize(i.repoURL()).equals(url)
                        && !i.references().isEmpty())
                .map(i -> value(i.references().get(0)))
                .findFirst()
                .orElse(null);
    }

    private static Object value(DiscoveredArtifacts.ImageReference image) {
        return KargoValues.DISCOVERED_IMAGE.with(
                image.tag(), image.digest(), TextMap.of(image.annotations()), KargoValues.time(image.createdAt()));
    }

    private Object chart(Arguments arguments) {
        arguments.expect(1, 2);
        String url = ChartUrls.normalize(arguments.text(0, "first argument"));
        String name = arguments.size() == 2 ? arguments.text(1) : "";
        return artifacts.charts().stream()
                .filter(c -> ChartUrls.normalize(c.repoURL()).equals(url)
                        && (name.isEmpty() || c.name().equals(name))
                        && !c.versions().isEmpty())
                .map(c -> (Object)
                        KargoValues.CHART.with(url, c.name(), c.versions().get(0), ""))
                .findFirst()
                .orElse(null);
    }

    private Object artifact(Arguments arguments) {
        String subscription = only(arguments);
        return artifacts.results().stream()
                .filter(r -> r.subscriptionName().equals(subscription)
                        && !r.references().isEmpty())
                .map(r -> KargoValues.of(r.references().get(0)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
