package io.jenkins.plugins.kargo.engine.manifest;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What this installation can do beyond what every manifest may use.
 *
 * @param steps names of the promotion steps that can be run
 * @param subscriptions types of subscriptions besides git, image and chart, with what says what is wrong with the config
 *     of one: messages by the path of the field below it
 * @param metrics names of the providers of metrics that can be asked
 * @param expressions says what is wrong with a text of a step that holds expressions
 */
public record Capabilities(
        @NonNull Set<String> steps,
        @NonNull Map<String, ConfigCheck> subscriptions,
        @NonNull Set<String> metrics,
        @NonNull ExpressionCheck expressions) {
    /** What every installation has. */
    private static final Set<String> METRICS = Set.of("web");

    /** Checks a subscription's config. */
    @FunctionalInterface
    public interface ConfigCheck extends Function<Map<String, Object>, Map<String, String>> {}

    /** Checks a text as far as that is possible without its variables' values; empty when nothing is wrong. */
    @FunctionalInterface
    public interface ExpressionCheck extends Function<String, Optional<String>> {}

    public Capabilities {
        steps = Set.copyOf(steps);
        subscriptions = Map.copyOf(subscriptions);
        metrics = Set.copyOf(metrics);
    }

    public Capabilities(@NonNull Set<String> steps, @NonNull Map<String, ConfigCheck> subscriptions) {
        this(steps, subscriptions, METRICS, text -> Optional.empty());
    }

    /** With types of subscriptions whose config may be anything. */
    public Capabilities(@NonNull Set<String> steps, @NonNull Set<String> subscriptions) {
        this(steps, subscriptions.stream().collect(Collectors.toMap(type -> type, type -> config -> Map.of())));
    }
}
