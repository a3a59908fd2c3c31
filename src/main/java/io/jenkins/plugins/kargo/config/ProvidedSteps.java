package io.jenkins.plugins.kargo.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.health.HealthChecker;
import io.jenkins.plugins.kargo.engine.promotion.StepRegistry;
import io.jenkins.plugins.kargo.extension.PromotionStepProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The steps of this plugin and of others: one that cannot be used must not keep the rest from working. */
record ProvidedSteps(StepRegistry steps, List<HealthChecker> healthCheckers) {
    private static final Logger LOGGER = Logger.getLogger(ProvidedSteps.class.getName());

    /** @param own never left out */
    @NonNull
    static ProvidedSteps of(
            @NonNull StepRegistry own,
            @NonNull List<HealthChecker> ownCheckers,
            @NonNull Iterable<PromotionStepProvider> providers) {
        StepRegistry steps = own;
        List<HealthChecker> checkers = new ArrayList<>(ownCheckers);
        Set<String> names = new HashSet<>();
        ownCheckers.forEach(checker -> names.add(checker.name()));
        for (PromotionStepProvider provider : providers) {
            try {
                StepRegistry more = steps.with(provider.steps());
                checkers.addAll(checked(provider, names));
                steps = more;
            } catch (RuntimeException | LinkageError e) {
                LOGGER.log(
                        Level.SEVERE,
                        e,
                        () -> "The promotion steps of " + provider.getClass().getName() + " are left out");
            }
        }
        return new ProvidedSteps(steps, List.copyOf(checkers));
    }

    private static List<HealthChecker> checked(PromotionStepProvider provider, Set<String> names) {
        Set<String> all = new HashSet<>(names);
        for (HealthChecker checker : provider.healthCheckers()) {
            if (!all.add(checker.name())) {
                throw new IllegalArgumentException(
                        "The health check \"" + checker.name() + "\" has a name that is taken");
            }
        }
        names.addAll(all);
        return List.copyOf(provider.healthCheckers());
    }
}
