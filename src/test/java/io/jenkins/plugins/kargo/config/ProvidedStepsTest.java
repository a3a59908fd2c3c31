package io.jenkins.plugins.kargo.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.health.HealthChecker;
import io.jenkins.plugins.kargo.engine.health.HealthContext;
import io.jenkins.plugins.kargo.engine.model.HealthResult;
import io.jenkins.plugins.kargo.engine.model.HealthStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepRegistry;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.extension.PromotionStepProvider;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvidedStepsTest {
    private record Named(String name) implements StepRunner {
        @Override
        public boolean needsWorkspace() {
            return false;
        }

        @Override
        public Replay replay() {
            return Replay.NEVER;
        }

        @Override
        public StepResult run(StepContext context) {
            return StepResult.succeeded();
        }
    }

    private record Check(String name) implements HealthChecker {
        @Override
        public HealthResult check(HealthContext context) {
            return new HealthResult(name, HealthStatus.Healthy, List.of(), Map.of());
        }
    }

    private record Provider(Collection<StepRunner> steps, Collection<HealthChecker> healthCheckers)
            implements PromotionStepProvider {
        static Provider of(String step, String... checks) {
            return new Provider(
                    List.of(new Named(step)),
                    List.of(checks).stream().<HealthChecker>map(Check::new).toList());
        }
    }

    private static ProvidedSteps provided(PromotionStepProvider... providers) {
        return ProvidedSteps.of(
                StepRegistry.of(List.of(new Named("copy"))), List.of(new Check("argocd-update")), List.of(providers));
    }

    @Test
    void otherPluginsAddStepsAndChecks() {
        ProvidedSteps provided = provided(Provider.of("notes", "notes"), Provider.of("ticket"));
        assertThat(provided.steps().names()).containsExactlyInAnyOrder("copy", "notes", "ticket");
        assertThat(provided.healthCheckers()).extracting(HealthChecker::name).containsExactly("argocd-update", "notes");
    }

    @Test
    void aNameThatIsTakenLeavesThatProviderOutAndNoOther() {
        assertThat(provided(Provider.of("copy"), Provider.of("pipeline"), Provider.of("ticket"))
                        .steps()
                        .names())
                .containsExactlyInAnyOrder("copy", "ticket");
        ProvidedSteps provided = provided(Provider.of("notes", "more", "argocd-update"), Provider.of("ticket", "more"));
        assertThat(provided.steps().names()).containsExactlyInAnyOrder("copy", "ticket");
        assertThat(provided.healthCheckers()).extracting(HealthChecker::name).containsExactly("argocd-update", "more");
    }

    @Test
    void aProviderThatFailsLeavesItselfOut() {
        PromotionStepProvider broken = () -> {
            throw new IllegalStateException("no licence");
        };
        assertThat(provided(broken, Provider.of("ticket")).steps().names()).containsExactlyInAnyOrder("copy", "ticket");
    }
}
