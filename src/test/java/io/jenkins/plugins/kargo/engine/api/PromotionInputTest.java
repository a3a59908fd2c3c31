package io.jenkins.plugins.kargo.engine.api;

import static io.jenkins.plugins.kargo.engine.api.ApiFixture.BASE;
import static io.jenkins.plugins.kargo.engine.api.ApiFixture.caller;
import static io.jenkins.plugins.kargo.engine.api.ApiFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.api.Caller.Right;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionInputTest {
    private static final Caller PROMOTER = caller("paul", Right.READ, Right.PROMOTE);
    private static final Caller READER = caller("rita", Right.READ);

    @TempDir
    private Path directory;

    private ApiFixture fixture;
    private Promotion promotion;
    private String path;

    @BeforeEach
    void open() {
        fixture = new ApiFixture(directory);
        promotion = fixture.promote("zone", fixture.freight("1.0.0"));
        path = BASE + "promotions/" + promotion.name();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theFormIsShownAndWhoMayNotAnswerIsToldWhy() {
        JsonNode input = json(fixture.get(path, PROMOTER)).path("input");
        assertThat(input.path("mayAnswer").asBoolean()).isTrue();
        assertThat(input.path("schema").path("properties").has("ticket")).isTrue();
        assertThat(json(fixture.get(path, READER)).path("input").path("reason").asText())
                .isEqualTo("rita is missing the Kargo/Promote permission");
        assertThat(fixture.post(path + "/input", "{\"values\": {\"ticket\": \"OPS-7\"}}", READER)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anAnswerIsCheckedTakenOnceAndNamesWhoGaveIt() {
        assertThat(fixture.post(path + "/input", "{}", PROMOTER).status()).isEqualTo(400);
        ApiResponse invalid = fixture.post(path + "/input", "{\"values\": {}}", PROMOTER);
        assertThat(invalid.status()).isEqualTo(400);
        assertThat(json(invalid).path("detail").asText()).isEqualTo("(root): ticket is required");
        String binding =
                json(fixture.get(path, PROMOTER)).path("input").path("binding").asText();
        String answer = "{\"values\": {\"ticket\": \"OPS-7\"}, \"binding\": \"" + binding + "\"}";
        assertThat(fixture.post(path + "/input", answer.replace(binding, "other"), PROMOTER)
                        .status())
                .isEqualTo(409);
        assertThat(fixture.post(path + "/input", answer, PROMOTER).status()).isEqualTo(200);
        assertThat(fixture.post(path + "/input", answer, PROMOTER).status()).isEqualTo(403);
        assertThat(json(fixture.get(path, READER)).path("input").path("reason").asText())
                .contains("missing the Kargo/Promote");
    }

    @Test
    void aPromotionThatAsksNothingTakesNoAnswer() {
        Promotion other = fixture.promote("test", fixture.freight("1.1.0"));
        assertThat(fixture.post(
                                BASE + "promotions/" + other.name() + "/input",
                                "{\"values\": {\"ticket\": \"OPS-7\"}}",
                                PROMOTER)
                        .status())
                .isEqualTo(409);
    }
}
