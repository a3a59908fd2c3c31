package io.jenkins.plugins.kargo.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FinalPhaseTest {
    private static StepRecord step(StepStatus status, boolean continueOnError, String message) {
        return new StepRecord(
                "s", "fake", status, message, Instant.EPOCH, Instant.EPOCH, 0, continueOnError, null, Map.of());
    }

    private static PromotionPhase phase(StepStatus... statuses) {
        return FinalPhase.of(Stream.of(statuses)
                        .map(status -> step(status, false, ""))
                        .toList())
                .phase();
    }

    @Test
    void theWorstStepDecides() {
        assertThat(phase()).isEqualTo(PromotionPhase.Succeeded);
        assertThat(phase(StepStatus.Succeeded, StepStatus.Skipped)).isEqualTo(PromotionPhase.Succeeded);
        assertThat(phase(StepStatus.Succeeded, StepStatus.Aborted)).isEqualTo(PromotionPhase.Aborted);
        assertThat(phase(StepStatus.Failed, StepStatus.Aborted)).isEqualTo(PromotionPhase.Failed);
        assertThat(phase(StepStatus.Failed, StepStatus.Errored, StepStatus.Succeeded))
                .isEqualTo(PromotionPhase.Errored);
        assertThat(phase(StepStatus.Running)).isEqualTo(PromotionPhase.Errored);
    }

    @Test
    void aStepThatMayFailDoesNotCount() {
        FinalPhase phase =
                FinalPhase.of(List.of(step(StepStatus.Errored, true, "lost"), step(StepStatus.Succeeded, false, "")));
        assertThat(phase).isEqualTo(new FinalPhase(PromotionPhase.Succeeded, ""));
    }

    @Test
    void theFirstOfTheWorstStepsGivesTheMessage() {
        FinalPhase phase = FinalPhase.of(
                List.of(step(StepStatus.Failed, false, "first"), step(StepStatus.Failed, false, "second")));
        assertThat(phase.message()).isEqualTo("first");
    }
}
