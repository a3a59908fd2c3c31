package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.PromotionPolicy;
import io.jenkins.plugins.kargo.engine.model.PromotionWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** It is Sunday, 1 March 2026, 10:00 UTC. */
class WindowGateTest {
    @TempDir
    Path directory;

    private EngineFixture fixture;

    @BeforeEach
    void openStore() {
        fixture = new EngineFixture(directory);
        fixture.fake("fake");
        fixture.freight("abc");
        fixture.stage("prod", step("fake", "commit")).stage("test", step("fake", "commit"));
    }

    @AfterEach
    void closeStore() {
        fixture.close();
    }

    private void window(PromotionWindow.Kind kind, String start, Duration length, String rrule) {
        fixture.windows.add(new PromotionWindow(
                "hours",
                kind,
                new PromotionPolicy("prod", Map.of(), List.of(), false),
                LocalDateTime.parse(start),
                ZoneId.of("Europe/Berlin"),
                length,
                rrule));
    }

    @Test
    void aPromotionWaitsBeforeItsFirstStepUntilTheWindowOpensAlsoAfterARestart() {
        window(PromotionWindow.Kind.Allow, "2026-01-05T09:00", Duration.ofHours(8), "FREQ=WEEKLY;BYDAY=MO");
        Promotion promotion = fixture.create("prod", "alias-abc");
        String why = "waits for a promotion window: promotions are allowed in the window \"hours\" only; opens at"
                + " 2026-03-02T09:00+01:00[Europe/Berlin]";
        assertThat(fixture.advance(promotion)).isEqualTo(new Progress.Waiting(why, Duration.ofMinutes(1)));
        assertThat(fixture.stored(promotion).waitingFor()).isEqualTo(why);
        assertThat(fixture.stored(promotion).phase()).isEqualTo(PromotionPhase.Pending);
        fixture.restart();
        fixture.clock.advance(Duration.ofHours(21).plusSeconds(3570));
        assertThat(fixture.advance(promotion)).isEqualTo(new Progress.Waiting(why, Duration.ofSeconds(30)));
        assertThat(fixture.fake("fake").aliases()).isEmpty();
        fixture.clock.advance(Duration.ofSeconds(30));
        assertThat(fixture.finish(promotion).phase()).isEqualTo(PromotionPhase.Succeeded);
    }

    @Test
    void otherStagesGoOn() {
        window(PromotionWindow.Kind.Deny, "2026-02-01T00:00", Duration.ofDays(90), "");
        assertThat(fixture.finish(fixture.create("test", "alias-abc")).phase()).isEqualTo(PromotionPhase.Succeeded);
    }

    @Test
    void aFreezeHoldsAPromotionThatWasMadeBeforeItAndLetsGoWhenItIsTakenBack() {
        Promotion promotion = fixture.create("prod", "alias-abc");
        window(PromotionWindow.Kind.Deny, "2026-02-01T00:00", Duration.ofDays(90), "");
        assertThat(fixture.advance(promotion))
                .isInstanceOfSatisfying(
                        Progress.Waiting.class,
                        waiting -> assertThat(waiting.why()).contains("the window \"hours\" denies promotions"));
        fixture.windows.clear();
        assertThat(fixture.finish(promotion).phase()).isEqualTo(PromotionPhase.Succeeded);
    }

    @Test
    void aPromotionThatHasBegunIsNotHeld() {
        fixture.fake("fake").then(context -> StepResult.running("not yet", Duration.ofSeconds(5)));
        Promotion promotion = fixture.create("prod", "alias-abc");
        fixture.advance(promotion);
        window(PromotionWindow.Kind.Deny, "2026-02-01T00:00", Duration.ofDays(90), "");
        assertThat(fixture.finish(promotion).phase()).isEqualTo(PromotionPhase.Succeeded);
    }

    @Test
    void abortEndsTheWait() throws Exception {
        window(PromotionWindow.Kind.Deny, "2026-02-01T00:00", Duration.ofDays(90), "");
        Promotion promotion = fixture.create("prod", "alias-abc");
        fixture.advance(promotion);
        fixture.engine().promotions().abort(PROJECT, promotion.name(), "olivia");
        assertThat(fixture.stored(promotion).phase()).isEqualTo(PromotionPhase.Aborted);
    }
}
