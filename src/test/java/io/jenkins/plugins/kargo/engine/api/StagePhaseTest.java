package io.jenkins.plugins.kargo.engine.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagePhaseTest {
    private static final ProjectKey PROJECT = new ProjectKey("shop", "guestbook");
    private static final Stage STAGE = stage(
            new PromotionStep("fail", null, "step-1", "", false, PromotionStep.Retry.DEFAULT, List.of(), Map.of()));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,         '',       -,            false, Empty",
                "Pending,   '',       -,            false, Queued",
                "Pending,   '',       Successful,   true,  Queued",
                "Running,   '',       -,            false, Promoting",
                "Running,   approval, Successful,   true,  Waiting",
                "Succeeded, '',       Successful,   true,  Ready",
                "Succeeded, '',       Pending,      true,  Verifying",
                "Succeeded, '',       Running,      true,  Verifying",
                "Succeeded, '',       Failed,       true,  VerificationFailed",
                "Succeeded, '',       Aborted,      true,  VerificationFailed",
                "Failed,    '',       Successful,   true,  Failed",
                "Errored,   '',       -,            false, Failed",
                "Aborted,   '',       Successful,   true,  Ready",
                "Aborted,   '',       -,            false, Empty",
            })
    void isWhatTheNewestPromotionAndVerificationSay(
            PromotionPhase promotion,
            String waitingFor,
            VerificationPhase verification,
            boolean holds,
            StagePhase expected) {
        assertThat(StagePhase.of(
                        STAGE,
                        promotion == null ? null : promotion(promotion, waitingFor),
                        verification == null ? null : verification(verification),
                        holds))
                .isEqualTo(expected);
    }

    @Test
    void aControlFlowStageOnlyPassesOn() {
        assertThat(StagePhase.of(stage(), null, null, false)).isEqualTo(StagePhase.Passing);
    }

    private static Stage stage(PromotionStep... steps) {
        return new Stage(Metadata.named("test"), List.of(), List.of(), List.of(), List.of(steps), null);
    }

    private static Promotion promotion(PromotionPhase phase, String waitingFor) {
        return new Promotion(
                PROJECT,
                "test.1.abc",
                "test",
                "abc",
                new FreightCollection("id", Map.of()),
                List.of(),
                List.of(),
                phase,
                "",
                0,
                Map.of(),
                waitingFor,
                "alice",
                "",
                BuildReference.NONE,
                "hash",
                Instant.EPOCH,
                null,
                null);
    }

    private static VerificationRecord verification(VerificationPhase phase) {
        return new VerificationRecord(
                PROJECT,
                "id",
                "test",
                "test.1.abc",
                "id",
                phase,
                "",
                "",
                BuildReference.NONE,
                null,
                Instant.EPOCH,
                null);
    }
}
