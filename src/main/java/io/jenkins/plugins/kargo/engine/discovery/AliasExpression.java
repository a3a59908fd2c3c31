package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.Expression;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException;
import io.jenkins.plugins.kargo.engine.expression.FunctionTable;
import io.jenkins.plugins.kargo.engine.expression.Template;
import io.jenkins.plugins.kargo.engine.expression.function.DiscoveredArtifacts;
import io.jenkins.plugins.kargo.engine.expression.function.DiscoveryFunctions;
import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.JsonWriter;
import io.jenkins.plugins.kargo.engine.model.Freight;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What new Freight is called: the value of the Warehouse's {@code aliasExpression}, made to fit what an alias may be. It
 * sees the functions of freightCreationCriteria, over the Freight's own artifacts. Pure.
 */
final class AliasExpression {
    private static final int MAX_LENGTH = 58;
    private static final int MAX_TRIES = 1000;

    private AliasExpression() {}

    /**
     * @param taken whether other Freight of the project has the alias: then {@code -2}, {@code -3}… follow
     * @return empty when nothing is left of the value
     * @throws ExpressionException when the expression cannot be read or fails
     */
    @NonNull
    static String of(@NonNull String expression, @NonNull Freight freight, @NonNull Predicate<String> taken) {
        String wish = fitting(evaluate(expression.strip(), freight));
        if (wish.isEmpty() || !taken.test(wish)) {
            return wish;
        }
        for (int i = 2; i < MAX_TRIES; i++) {
            if (!taken.test(wish + '-' + i)) {
                return wish + '-' + i;
            }
        }
        return "";
    }

    private static String evaluate(String expression, Freight freight) {
        FunctionTable functions = DiscoveryFunctions.table(artifacts(freight));
        Environment environment = Environment.of(Map.of("id", freight.name())).withFunctions(functions);
        Object value = Template.hasExpression(expression)
                ? Template.parse(expression, functions).evaluate(environment)
                : Expression.parse(expression, functions).evaluate(environment);
        if (value == null) {
            return "";
        }
        return value instanceof String text ? text : JsonWriter.compact(value, Evaluation.plain());
    }

    /** Lower case; everything that an alias may not have is a hyphen. */
    static String fitting(String text) {
        String fitting = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        fitting = fitting.substring(0, Math.min(MAX_LENGTH, fitting.length()));
        return fitting.replaceAll("^[-.]+|[-.]+$", "");
    }

    private static DiscoveredArtifacts artifacts(Freight freight) {
        return new DiscoveredArtifacts(
                freight.commits().stream()
                        .map(commit -> new DiscoveredArtifacts.Commits(
                                commit.repoURL(),
                                List.of(new DiscoveredArtifacts.Commit(
                                        commit.id(),
                                        commit.branch(),
                                        commit.tag(),
                                        commit.message(),
                                        commit.author(),
                                        commit.committer(),
                                        freight.discoveredAt()))))
                        .toList(),
                freight.images().stream()
                        .map(image -> new DiscoveredArtifacts.Images(
                                image.repoURL(),
                                List.of(new DiscoveredArtifacts.ImageReference(
                                        image.tag(), image.digest(), image.annotations(), null))))
                        .toList(),
                freight.charts().stream()
                        .map(chart ->
                                new DiscoveredArtifacts.Charts(chart.repoURL(), chart.name(), List.of(chart.version())))
                        .toList(),
                freight.artifacts().stream()
                        .map(artifact ->
                                new DiscoveredArtifacts.Results(artifact.subscriptionName(), List.of(artifact)))
                        .toList());
    }
}
