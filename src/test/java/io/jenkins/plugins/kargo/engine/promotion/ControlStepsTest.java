package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.promotion.step.control.ControlSteps;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlStepsTest {
    @TempDir
    Path directory;

    private EngineFixture fixture;
    private Freight freight;

    @BeforeEach
    void openStore() {
        fixture = new EngineFixture(directory);
        fixture.with(ControlSteps.all(fixture.store()));
        freight = fixture.freight("abc");
    }

    @AfterEach
    void closeStore() {
        fixture.close();
    }

    private Promotion run(PromotionStep... steps) {
        fixture.stage("test", steps);
        return fixture.finish(fixture.create("test", freight.name()));
    }

    @Test
    void composeOutputHandsItsConfigurationOn() {
        Map<String, Object> config = Map.of("image", "nginx", "tags", List.of("a", "b"));
        Promotion promotion = run(step("compose-output", "out", config));
        assertThat(promotion.recordOf("out").map(StepRecord::output)).contains(config);
    }

    @Test
    void failFailsWithItsMessage() {
        assertThat(run(step("fail", "no", Map.of("message", "not on Fridays"))).message())
                .isEqualTo("failed: not on Fridays");
        assertThat(run(step("fail", "no")).message()).isEqualTo("failed");
    }

    @Test
    void setFreightAliasRenamesUnlessTheAliasIsTaken() {
        fixture.freight("def");
        Promotion promotion =
                run(step("set-freight-alias", "alias", Map.of("name", "alias-abc", "alias", "release-1")));
        assertThat(promotion.phase()).isEqualTo(PromotionPhase.Succeeded);
        assertThat(fixture.store().freight().find(PROJECT, "release-1")).isPresent();
        assertThat(promotion.recordOf("alias").orElseThrow().message())
                .isEqualTo("updated alias of Freight \"" + freight.name() + "\" from \"alias-abc\" to \"release-1\"");
        Promotion taken = run(step("set-freight-alias", "alias", Map.of("name", freight.name(), "alias", "alias-def")));
        assertThat(taken.phase()).isEqualTo(PromotionPhase.Failed);
        assertThat(taken.message()).contains("alias-def");
        Promotion missing = run(step("set-freight-alias", "alias", Map.of("name", "nope", "alias", "x")));
        assertThat(missing.phase()).isEqualTo(PromotionPhase.Failed);
        assertThat(missing.message()).contains("no Freight with the name or alias \"nope\"");
    }

    @Test
    void setMetadataNotesValuesAndKeepsOthers() {
        Map<String, Object> first = Map.of("kind", "Stage", "name", "test", "values", Map.of("a", 1L, "b", "x"));
        Map<String, Object> second = Map.of("kind", "Stage", "name", "test", "values", Map.of("b", "y"));
        Map<String, Object> third =
                Map.of("kind", "Freight", "name", "alias-abc", "values", Map.of("ok", true, "list", List.of("p")));
        run(step("set-metadata", "note", Map.of("updates", List.of(first, second, third))));
        assertThat(fixture.store().projects().stageMetadata(PROJECT, "test")).isEqualTo(Map.of("a", 1L, "b", "y"));
        assertThat(fixture.store()
                        .freight()
                        .find(PROJECT, freight.name())
                        .orElseThrow()
                        .status()
                        .metadata())
                .isEqualTo(Map.of("ok", true, "list", List.of("p")));
    }

    @Test
    void setMetadataOfSomethingUnknownFails() {
        Map<String, Object> update = Map.of("kind", "Stage", "name", "nope", "values", Map.of("a", 1));
        Promotion promotion = run(step("set-metadata", "note", Map.of("updates", List.of(update))));
        assertThat(promotion.phase()).isEqualTo(PromotionPhase.Failed);
        assertThat(promotion.message()).contains("no stage \"nope\"");
    }
}
