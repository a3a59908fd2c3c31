package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.retried;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Steps that a Pipeline carries out. */
class PipelineStepTest extends RunnerSetUp {
    @Test
    void aHandlerCarriesOutAPipelineStep() {
        Promotion promotion = promote(
                step("pipeline", "render", Map.of("name", "kustomize", "with", Map.of("env", "test"))),
                step("fake", "after"));
        Progress progress = fixture.advance(promotion);
        assertThat(progress).isInstanceOfSatisfying(Progress.NeedsHandler.class, needed -> {
            assertThat(needed.handler()).isEqualTo("kustomize");
            assertThat(needed.with()).isEqualTo(Map.of("env", "test"));
            assertThat(needed.step().as()).isEqualTo("render");
        });
        assertThat(fixture.advance(promotion)).isEqualTo(progress);
        fixture.engine()
                .runner()
                .completeHandler(PROJECT, promotion.name(), "render", StepResult.succeeded(Map.of("file", "out.yaml")));
        Promotion finished = fixture.finish(promotion);
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Succeeded);
        assertThat(finished.recordOf("render").map(StepRecord::output)).contains(Map.of("file", "out.yaml"));
    }

    @Test
    void aHandlerMayFailOrBeTriedAgainOrBeAborted() {
        PromotionStep render =
                retried(step("pipeline", "render", Map.of("name", "x")), new PromotionStep.Retry(null, 2));
        Promotion retried = promote(render);
        fixture.advance(retried);
        fixture.engine().runner().failHandler(PROJECT, retried.name(), "render", StepStatus.Errored, "agent lost");
        assertThat(fixture.advance(retried)).isInstanceOf(Progress.NeedsHandler.class);
        fixture.engine().runner().failHandler(PROJECT, retried.name(), "render", StepStatus.Failed, "tests fail");
        assertThat(fixture.finish(retried).message()).isEqualTo("tests fail");

        Promotion aborted = fixture.create("test", "alias-abc");
        fixture.advance(aborted);
        fixture.engine().runner().failHandler(PROJECT, aborted.name(), "render", StepStatus.Aborted, "stopped by bob");
        assertThat(fixture.finish(aborted).phase()).isEqualTo(PromotionPhase.Aborted);
        assertThat(fixture.status(aborted, "render")).isEqualTo(StepStatus.Aborted);
    }

    @Test
    void aHandlerOfAnotherStepIsADefectOfTheCaller() {
        Promotion promotion = promote(step("pipeline", "render", Map.of("name", "x")));
        fixture.advance(promotion);
        assertThatThrownBy(() -> fixture.engine()
                        .runner()
                        .completeHandler(PROJECT, promotion.name(), "other", StepResult.succeeded()))
                .isInstanceOf(IllegalStateException.class);
    }
}
