package io.jenkins.plugins.kargo.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepRegistryTest {
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

    @Test
    void otherPluginsAddTheirSteps() {
        StepRegistry builtIn = StepRegistry.of(List.of(new Named("copy")));
        StepRegistry all = builtIn.with(List.of(new Named("slack")));
        assertThat(all.names()).containsExactlyInAnyOrder("copy", "slack");
        assertThat(all.find("slack")).isPresent();
        assertThat(builtIn.find("slack")).isEmpty();
    }

    @Test
    void aNameIsTakenOnce() {
        StepRegistry builtIn = StepRegistry.of(List.of(new Named("copy")));
        assertThatThrownBy(() -> builtIn.with(List.of(new Named("copy"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"copy\"");
        assertThatThrownBy(() -> StepRegistry.of(List.of(new Named("pipeline"))))
                .hasMessageContaining("handlers of a Jenkinsfile");
    }
}
