package io.jenkins.plugins.kargo.engine.discovery;

import io.jenkins.plugins.kargo.engine.discovery.selection.DiscoveredArtifact;
import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.Expression;
import io.jenkins.plugins.kargo.engine.expression.FunctionTable;
import io.jenkins.plugins.kargo.engine.expression.function.DiscoveredArtifacts.Charts;
import io.jenkins.plugins.kargo.engine.expression.function.DiscoveredArtifacts.Commit;
import io.jenkins.plugins.kargo.engine.expression.function.DiscoveredArtifacts.Commits;
import io.jenkins.plugins.kargo.engine.expression.function.DiscoveredArtifacts.ImageReference;
import io.jenkins.plugins.kargo.engine.expression.function.DiscoveredArtifacts.Images;
import io.jenkins.plugins.kargo.engine.expression.function.DiscoveredArtifacts.Results;
import io.jenkins.plugins.kargo.engine.expression.function.DiscoveryFunctions;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Decides {@code freightCreationCriteria.expression}. Pure. */
final class CreationCriteria {
    private final List<Commits> commits = new ArrayList<>();
    private final List<Images> images = new ArrayList<>();
    private final List<Charts> charts = new ArrayList<>();
    private final List<Results> others = new ArrayList<>();

    private CreationCriteria(DiscoveredArtifacts discovered) {
        discovered.results().forEach(this::add);
    }

    /**
     * @param expression empty for none
     * @throws io.jenkins.plugins.kargo.engine.expression.ExpressionException when it cannot be read or fails
     */
    static boolean satisfied(String expression, DiscoveredArtifacts discovered) {
        CreationCriteria found = new CreationCriteria(discovered);
        boolean nothingToJudge = found.commits.isEmpty() && found.images.isEmpty() && found.charts.isEmpty();
        if (expression.isBlank() || nothingToJudge) {
            return true;
        }
        FunctionTable functions =
                DiscoveryFunctions.table(new io.jenkins.plugins.kargo.engine.expression.function.DiscoveredArtifacts(
                        found.commits, found.images, found.charts, found.others));
        return Expression.parse(expression.strip(), functions)
                .evaluateCondition(Environment.of(Map.of()).withFunctions(functions));
    }

    private void add(SubscriptionResult result) {
        Subscription subscription = result.subscription();
        if (subscription instanceof Subscription.Git git) {
            commits.add(new Commits(
                    git.repoURL(),
                    each(
                            result,
                            DiscoveredArtifact.Commit.class,
                            commit -> new Commit(
                                    commit.id(),
                                    commit.branch(),
                                    commit.tag(),
                                    commit.subject(),
                                    commit.author(),
                                    commit.committer(),
                                    commit.creatorDate().toInstant()))));
        } else if (subscription instanceof Subscription.Image source) {
            images.add(new Images(
                    source.repoURL(),
                    each(
                            result,
                            DiscoveredArtifact.Image.class,
                            image -> new ImageReference(
                                    image.tag(), image.digest(), image.annotations(), image.createdAt()))));
        } else if (subscription instanceof Subscription.Chart chart) {
            charts.add(new Charts(
                    chart.repoURL(),
                    chart.chartName(),
                    each(result, DiscoveredArtifact.Chart.class, DiscoveredArtifact.Chart::version)));
        } else {
            others.add(new Results(
                    subscription.name(),
                    each(result, DiscoveredArtifact.Reference.class, DiscoveredArtifact.Reference::artifact)));
        }
    }

    private static <A extends DiscoveredArtifact, B> List<B> each(
            SubscriptionResult result, Class<A> kind, Function<A, B> conversion) {
        return result.artifacts().stream().map(kind::cast).map(conversion).toList();
    }
}
