package io.jenkins.plugins.kargo.engine.api;

import static io.jenkins.plugins.kargo.engine.api.ApiFixture.BASE;
import static io.jenkins.plugins.kargo.engine.api.ApiFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.api.ApiFixture.caller;
import static io.jenkins.plugins.kargo.engine.api.ApiFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.api.Caller.Right;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.PromotionHold;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageActionsTest {
    private static final Caller PROMOTER = caller("paul", Right.READ, Right.PROMOTE);

    @TempDir
    private Path directory;

    private ApiFixture fixture;
    private Freight first;
    private Freight second;

    @BeforeEach
    void open() {
        fixture = new ApiFixture(directory);
        first = fixture.freight("1.0.0");
        second = fixture.freight("1.1.0");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void rollingBackAsksForWhatTheStageHeldBefore() {
        fixture.promote("test", first);
        fixture.promote("test", second);

        ApiResponse answer = fixture.post(BASE + "stages/test/rollback", "{}", PROMOTER);

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(json(answer).path("freight").asText()).isEqualTo(first.name());
        assertThat(fixture.started).containsExactly("test for paul");
        assertThat(events()).contains("RollbackRequested");
    }

    @Test
    void onlyWhatTheStageHeldCanBeRolledBackTo() {
        fixture.promote("test", first);

        assertThat(detail(fixture.post(BASE + "stages/test/rollback", "{}", PROMOTER)))
                .contains("has held nothing else before");
        assertThat(detail(rollBackTo(first))).contains("holds Freight release-1-0-0 now");
        assertThat(detail(rollBackTo(second))).contains("has not held Freight release-1-1-0");
    }

    private ApiResponse rollBackTo(Freight freight) {
        return fixture.post(BASE + "stages/test/rollback", "{\"freight\": \"" + freight.name() + "\"}", PROMOTER);
    }

    @Test
    void promotingSomethingElseThanAutoPromotionWouldStopsItAndPromotingThatResumesIt() {
        fixture.promote("test", second);

        promote("test", first);

        assertThat(fixture.store.holds().list(PROJECT)).singleElement().satisfies(hold -> {
            assertThat(hold.origin()).isEqualTo("Warehouse/guestbook");
            assertThat(hold.reason()).contains("release-1-0-0 by hand instead of release-1-1-0");
        });
        promote("test", second);
        assertThat(fixture.store.holds().list(PROJECT)).isEmpty();
        assertThat(events()).contains("AutoPromotionHeld", "AutoPromotionResumed");
    }

    @Test
    void aStageWithoutAutoPromotionIsNotHeldByPromotingByHand() {
        fixture.promote("test", first);
        fixture.promote("test", second);

        assertThat(promote("prod", first).status()).isEqualTo(202);

        assertThat(fixture.store.holds().list(PROJECT)).isEmpty();
        assertThat(detail(fixture.post(BASE + "stages/prod/hold", "{}", PROMOTER)))
                .contains("Auto-promotion is not enabled for stage prod");
    }

    private ApiResponse promote(String stage, Freight freight) {
        return fixture.post(
                BASE + "promotions",
                "{\"stage\": \"" + stage + "\", \"freight\": \"" + freight.name() + "\"}",
                PROMOTER);
    }

    @Test
    void aPersonHoldsAndResumesAutoPromotion() {
        JsonNode held = json(fixture.post(BASE + "stages/test/hold", "{\"reason\": \"release freeze\"}", PROMOTER));

        assertThat(held.path("autoPromotion").path("enabled").asBoolean()).isTrue();
        JsonNode hold = held.path("autoPromotion").path("holds").path(0);
        assertThat(hold.path("actor").asText()).isEqualTo("paul");
        assertThat(hold.path("reason").asText()).isEqualTo("release freeze");
        assertThat(fixture.store.holds().list(PROJECT))
                .extracting(PromotionHold::stage)
                .containsExactly("test");

        JsonNode resumed = json(fixture.post(BASE + "stages/test/resume", "{}", PROMOTER));

        assertThat(resumed.path("autoPromotion").path("holds")).isEmpty();
        assertThat(fixture.post(BASE + "stages/test/resume", "{}", PROMOTER).status())
                .isEqualTo(409);
        assertThat(fixture.post(BASE + "stages/test/hold", "{\"warehouse\": \"other\"}", PROMOTER)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatAStageHoldsIsPromotedToEveryStageBehindIt() {
        fixture.promote("test", first);

        JsonNode answer = json(fixture.post(BASE + "stages/test/downstream", "{}", PROMOTER));

        assertThat(answer.path("requests")).hasSize(1);
        assertThat(answer.path("requests").path(0).path("stage").asText()).isEqualTo("prod");
        assertThat(detail(fixture.post(
                        BASE + "stages/prod/downstream", "{\"freight\": \"" + first.name() + "\"}", PROMOTER)))
                .contains("No stage takes Freight");
        assertThat(detail(fixture.post(
                        BASE + "stages/test/downstream", "{\"freight\": \"" + second.alias() + "\"}", PROMOTER)))
                .contains("not available to stage prod");
    }

    @Test
    void aVerificationIsBegunAgainAndAborted() {
        assertThat(detail(fixture.post(BASE + "stages/test/verify", "{}", PROMOTER)))
                .contains("holds nothing that could be verified");
        fixture.promote("test", first);

        JsonNode begun = json(fixture.post(BASE + "stages/test/verify", "{}", PROMOTER));
        JsonNode aborted = json(fixture.post(BASE + "stages/test/abort-verification", "{}", PROMOTER));

        assertThat(begun.path("phase").asText()).isEqualTo("Pending");
        assertThat(aborted.path("id")).isEqualTo(begun.path("id"));
        assertThat(aborted.path("phase").asText()).isEqualTo(VerificationPhase.Aborted.name());
        assertThat(aborted.path("message").asText()).isEqualTo("aborted by paul");
        assertThat(fixture.post(BASE + "stages/test/abort-verification", "{}", PROMOTER)
                        .status())
                .isEqualTo(409);
    }

    @Test
    void withoutARunnerNothingIsAskedFor() {
        fixture.promote("test", first);
        fixture.promote("test", second);
        fixture.readiness = new Runners.Readiness(false, "The job shop/deploy is disabled");

        for (String path : List.of("stages/test/rollback", "stages/test/downstream")) {
            ApiResponse answer = fixture.post(BASE + path, "{}", PROMOTER);
            assertThat(answer.status()).isEqualTo(409);
            assertThat(detail(answer)).isEqualTo("The job shop/deploy is disabled");
        }
        assertThat(fixture.store.requests().pending(PROJECT)).isEmpty();
        assertThat(fixture.started).isEmpty();
    }

    private List<String> events() {
        return fixture.store.events().list(PROJECT, 50).stream()
                .map(Event::type)
                .toList();
    }

    private static String detail(ApiResponse answer) {
        return json(answer).path("detail").asText();
    }
}
