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
import io.jenkins.plugins.kargo.engine.model.Promotion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KargoApiTest {
    private static final Caller STRANGER = caller("anonymous");
    private static final Caller READER = caller("rita", Right.READ);
    private static final Caller PROMOTER = caller("paul", Right.READ, Right.PROMOTE);
    private static final Caller APPROVER = caller("olivia", Right.READ, Right.APPROVE);

    @TempDir
    private Path directory;

    private ApiFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ApiFixture(directory);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aStoreThatDoesNotAnswerIsAProblemInWords() {
        fixture.close();

        ApiResponse answer = fixture.get(BASE + "board", READER);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.contentType()).isEqualTo(ApiResponse.PROBLEM);
        assertThat(json(answer).path("detail").asText()).contains("The Kargo store", "is closed");
    }

    @Test
    void theBoardShowsWhatIsWhere() {
        Freight old = fixture.freight("1.0.0");
        fixture.promote("test", old);
        Freight fresh = fixture.freight("1.1.0");

        JsonNode board = json(fixture.get(BASE + "board", READER));

        assertThat(board.path("project").path("path").asText()).isEqualTo("shop/guestbook");
        assertThat(board.path("freight").path("freight")).hasSize(2);
        assertThat(board.path("freight").path("freight").path(0).path("alias").asText())
                .isEqualTo(fresh.alias());
        JsonNode test = board.path("stages").path(0);
        assertThat(test.path("phase").asText()).isEqualTo("Ready");
        assertThat(test.path("color").asText()).isEqualTo("lime");
        assertThat(test.path("holds").path("guestbook").path("freight").asText())
                .isEqualTo(old.name());
        assertThat(board.path("freight").path("freight").path(1).path("availableTo"))
                .extracting(JsonNode::asText)
                .containsExactly("test", "prod", "zone");
        assertThat(board.path("freight").path("freight").path(0).path("availableTo"))
                .extracting(JsonNode::asText)
                .containsExactly("test", "zone");
    }

    @Test
    void aPollWithoutChangeCostsA304() {
        fixture.freight("1.0.0");
        ApiResponse first = fixture.get(BASE + "board", READER);

        assertThat(fixture.get(BASE + "board", first.etag(), READER).status()).isEqualTo(304);
        fixture.freight("1.1.0");
        assertThat(fixture.get(BASE + "board", first.etag(), READER).status()).isEqualTo(200);
    }

    @Test
    void anETagOfOnePersonIsWorthNothingToAnother() {
        ApiResponse first = fixture.get(BASE + "board", READER);

        assertThat(fixture.get(BASE + "board", first.etag(), PROMOTER).status()).isEqualTo(200);
    }

    @Test
    void aRunnerThatCannotStartChangesTheAnswer() {
        ApiResponse first = fixture.get(BASE + "board", READER);
        fixture.readiness = new Runners.Readiness(false, "The job shop/deploy is disabled");

        ApiResponse second = fixture.get(BASE + "board", first.etag(), READER);

        assertThat(json(second).path("project").path("runnerProblem").asText()).contains("is disabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"board", "freight", "freight/x", "stages/test", "promotions", "promotions/x", "events"})
    void whoMayNotReadTheProjectFindsNone(String path) {
        assertThat(fixture.get(BASE + path, STRANGER).status()).isEqualTo(404);
        assertThat(json(fixture.get("/projects", STRANGER)).path("projects")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "promotions",
                "promotions/x/approve",
                "promotions/x/reject",
                "promotions/x/abort",
                "promotions/x/retry",
                "freight/x/approve",
                "freight/x/alias"
            })
    void whoMayNotReadTheProjectCannotChangeItEither(String path) {
        assertThat(fixture.post(BASE + path, "{}", STRANGER).status()).isEqualTo(404);
    }

    @Test
    void aReaderChangesNothing() {
        Freight freight = fixture.freight("1.0.0");
        fixture.promote("test", freight);
        Promotion waiting = fixture.promote("prod", freight);
        long version = fixture.store.version(PROJECT);
        String promote = "{\"stage\": \"test\", \"freight\": \"" + freight.alias() + "\"}";

        assertThat(fixture.post(BASE + "promotions", promote, READER).status()).isEqualTo(403);
        for (String action : List.of("approve", "reject", "abort", "retry")) {
            String path = BASE + "promotions/" + waiting.name() + '/' + action;
            assertThat(fixture.post(path, "{}", READER).status()).as(action).isEqualTo(403);
        }
        assertThat(fixture.post(BASE + "freight/" + freight.name() + "/approve", "{\"stage\": \"prod\"}", READER)
                        .status())
                .isEqualTo(403);
        assertThat(fixture.post(BASE + "freight/" + freight.name() + "/alias", "{\"alias\": \"x\"}", READER)
                        .status())
                .isEqualTo(403);
        assertThat(fixture.store.version(PROJECT)).isEqualTo(version);
    }

    @Test
    void aRequestToPromoteStartsTheRunnerAndIsShown() {
        Freight freight = fixture.freight("1.0.0");

        ApiResponse answer = fixture.post(
                BASE + "promotions", "{\"stage\": \"test\", \"freight\": \"" + freight.alias() + "\"}", PROMOTER);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(fixture.started).containsExactly("test for paul");
        JsonNode requests = json(fixture.get(BASE + "board", READER)).path("requests");
        assertThat(requests.path(0).path("actor").asText()).isEqualTo("paul");
        assertThat(fixture.store.events().list(PROJECT, 10))
                .extracting(Event::type)
                .contains("PromotionRequested");
    }

    @Test
    void freightThatIsNotAvailableIsRefusedInWords() {
        Freight freight = fixture.freight("1.0.0");

        ApiResponse answer = fixture.post(
                BASE + "promotions", "{\"stage\": \"prod\", \"freight\": \"" + freight.name() + "\"}", PROMOTER);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.contentType()).isEqualTo(ApiResponse.PROBLEM);
        assertThat(json(answer).path("detail").asText())
                .contains("release-1-0-0 is not available to stage prod")
                .contains("test");
        assertThat(fixture.started).isEmpty();
    }

    @Test
    void aRunnerThatCannotStartMakesTheRequestFailInItsWords() {
        Freight freight = fixture.freight("1.0.0");
        fixture.readiness = new Runners.Readiness(false, "The job shop/deploy is disabled");

        ApiResponse answer = fixture.post(
                BASE + "promotions", "{\"stage\": \"test\", \"freight\": \"" + freight.name() + "\"}", PROMOTER);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(json(answer).path("detail").asText()).isEqualTo("The job shop/deploy is disabled");
        assertThat(fixture.store.requests().pending(PROJECT)).isEmpty();
    }

    @Test
    void theListedApproverAndNobodyElseApproves() throws Exception {
        Freight freight = fixture.freight("1.0.0");
        fixture.promote("test", freight);
        Promotion waiting = fixture.promote("prod", freight);
        String path = BASE + "promotions/" + waiting.name() + "/approve";

        ApiResponse starter = fixture.post(path, "{}", caller("bob", Right.READ, Right.APPROVE));
        ApiResponse requester = fixture.post(path, "{}", caller("alice", Right.READ, Right.APPROVE));
        ApiResponse other = fixture.post(path, "{}", caller("mallory", Right.READ, Right.APPROVE));
        ApiResponse listed = fixture.post(path, "{\"comment\": \"fine\"}", APPROVER);

        assertThat(List.of(starter.status(), requester.status(), other.status()))
                .containsOnly(403);
        assertThat(json(starter).path("detail").asText()).contains("bob started");
        assertThat(listed.status()).isEqualTo(200);
        fixture.advance(waiting);
        JsonNode promotion = json(fixture.get(BASE + "promotions/" + waiting.name(), READER));
        assertThat(promotion.path("phase").asText()).isEqualTo("Succeeded");
        assertThat(promotion.path("answers").path(0).path("comment").asText()).isEqualTo("fine");
    }

    @Test
    void aWaitingPromotionSaysWhoMayAnswer() {
        Freight freight = fixture.freight("1.0.0");
        fixture.promote("test", freight);
        Promotion waiting = fixture.promote("prod", freight);
        String path = BASE + "promotions/" + waiting.name();

        assertThat(json(fixture.get(path, APPROVER))
                        .path("approval")
                        .path("mayAnswer")
                        .asBoolean())
                .isTrue();
        JsonNode reader = json(fixture.get(path, READER)).path("approval");
        assertThat(reader.path("mayAnswer").asBoolean()).isFalse();
        assertThat(reader.path("reason").asText()).contains("rita is missing the Kargo/Approve permission");
    }

    @Test
    void anAnswerToWhatHasChangedMeanwhileIsRefused() {
        Freight freight = fixture.freight("1.0.0");
        fixture.promote("test", freight);
        Promotion waiting = fixture.promote("prod", freight);

        ApiResponse answer = fixture.post(
                BASE + "promotions/" + waiting.name() + "/approve", "{\"binding\": \"another\"}", APPROVER);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(fixture.store.promotions().approvals(PROJECT, waiting.name()))
                .isEmpty();
    }

    @Test
    void anApprovalMakesFreightAvailable() {
        Freight freight = fixture.freight("1.0.0");

        ApiResponse answer =
                fixture.post(BASE + "freight/" + freight.alias() + "/approve", "{\"stage\": \"prod\"}", APPROVER);

        assertThat(json(answer).path("availableTo"))
                .extracting(JsonNode::asText)
                .contains("prod");
        assertThat(json(answer).path("approvedFor").path("prod").path("actor").asText())
                .isEqualTo("olivia");
    }

    @Test
    void anAliasIsRenamedUnlessItIsTaken() {
        Freight one = fixture.freight("1.0.0");
        Freight other = fixture.freight("1.1.0");
        String path = BASE + "freight/" + one.name() + "/alias";

        assertThat(json(fixture.post(path, "{\"alias\": \"spring-release\"}", PROMOTER))
                        .path("alias")
                        .asText())
                .isEqualTo("spring-release");
        assertThat(fixture.post(path, "{\"alias\": \"" + other.alias() + "\"}", PROMOTER)
                        .status())
                .isEqualTo(409);
        assertThat(fixture.post(path, "{\"alias\": \"<b>\"}", PROMOTER).status())
                .isEqualTo(400);
    }

    @Test
    void pagesFollowOneAnother() {
        for (int i = 0; i < 5; i++) {
            fixture.freight("1.0." + i);
        }
        JsonNode first = json(fixture.get(BASE + "freight?limit=2", READER));
        JsonNode second = json(fixture.get(
                BASE + "freight?limit=2&before=" + first.path("next").asText(), READER));
        JsonNode last = json(fixture.get(
                BASE + "freight?limit=2&before=" + second.path("next").asText(), READER));

        assertThat(first.path("freight")).hasSize(2);
        assertThat(second.path("freight").path(0).path("alias").asText()).isEqualTo("release-1-0-2");
        assertThat(last.path("freight")).hasSize(1);
        assertThat(last.path("next").isNull()).isTrue();
    }

    @Test
    void aStageTellsWhyItCannotHaveFreight() {
        fixture.freight("1.0.0");

        JsonNode candidate = json(fixture.get(BASE + "stages/prod", READER))
                .path("candidates")
                .path(0);

        assertThat(candidate.path("available").asBoolean()).isFalse();
        assertThat(candidate.path("reason").asText()).contains("test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=-1", "limit=many", "limit=99999999999"})
    void aSillyLimitIsRefused(String query) {
        assertThat(fixture.get(BASE + "freight?" + query, READER).status()).isEqualTo(400);
    }

    @Test
    void badBodiesAreExplained() {
        assertThat(json(fixture.post(BASE + "promotions", "not json", PROMOTER))
                        .path("detail")
                        .asText())
                .startsWith("The body is not JSON");
        assertThat(json(fixture.post(BASE + "promotions", "{\"stage\": \"test\"}", PROMOTER))
                        .path("detail")
                        .asText())
                .contains("\"freight\"");
        assertThat(json(fixture.post(BASE + "promotions", "{\"stage\": 7}", PROMOTER))
                        .path("detail")
                        .asText())
                .contains("must be text");
        assertThat(fixture.post(BASE + "promotions", " ".repeat(KargoApi.MAX_BODY + 1), PROMOTER)
                        .status())
                .isEqualTo(413);
    }

    @Test
    void otherMethodsAndPathsAreRefused() {
        assertThat(fixture.api
                        .handle(new ApiRequest("DELETE", BASE + "board", java.util.Map.of(), null, ""), PROMOTER)
                        .status())
                .isEqualTo(405);
        assertThat(fixture.post("/projects", "{}", PROMOTER).status()).isEqualTo(405);
        assertThat(fixture.get(BASE + "nothing", READER).status()).isEqualTo(404);
        assertThat(fixture.get(BASE + "promotions/a/b/c", READER).status()).isEqualTo(404);
        assertThat(fixture.get("/elsewhere", READER).status()).isEqualTo(404);
        assertThat(fixture.post(BASE + "freight/x/explode", "{}", PROMOTER).status())
                .isEqualTo(404);
    }

    @Test
    void timePassingAloneRenewsAnETag() {
        ApiResponse first = fixture.get(BASE + "board", READER);
        fixture.clock.advance(Duration.ofMinutes(1));

        assertThat(fixture.get(BASE + "board", first.etag(), READER).status()).isEqualTo(200);
    }
}
