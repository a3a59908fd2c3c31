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
import io.jenkins.plugins.kargo.engine.model.WarehouseState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectReadsTest {
    private static final Caller PROMOTER = caller("paul", Right.READ, Right.PROMOTE);

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

    @ParameterizedTest
    @CsvSource({
        "artifact=1.1,                  release-1-1-0",
        "artifact=RELEASE-1-0-1,        release-1-0-1",
        "artifact=100%,                 ''",
        "artifact=registry.example.com, release-1-1-0 release-1-0-1 release-1-0-0",
        "from=2026-03-01T10:01:00Z,     release-1-1-0 release-1-0-1",
        "until=2026-03-01T10:01:00Z,    release-1-0-0",
        "held=true,                     release-1-0-1",
        "warehouse=other,               ''"
    })
    void freightIsFiltered(String query, String expected) {
        fixture.freight("1.0.0");
        Freight held = fixture.freight("1.0.1");
        fixture.freight("1.1.0");
        fixture.promote("test", held);

        JsonNode page = get("freight?" + query);

        assertThat(page.path("freight"))
                .extracting(freight -> freight.path("alias").asText())
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "freight?from=yesterday,    from must be a time",
        "freight?held=perhaps,      held must be true or false",
        "events?before=none,        before must be what the page before gave",
        "stages/test/preview,       The parameter freight is missing"
    })
    void badParametersAreExplained(String path, String detail) {
        ApiResponse answer = fixture.get(BASE + path, PROMOTER);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(json(answer).path("detail").asText()).contains(detail);
    }

    @Test
    void aPreviewShowsWhatAPromotionWouldChange() {
        Freight old = fixture.freight("1.0.0");
        Freight fresh = fixture.freight("1.1.0");
        fixture.promote("test", fresh);

        JsonNode preview = get("stages/test/preview?freight=" + old.alias());

        assertThat(preview.path("available").asBoolean()).isTrue();
        assertThat(preview.path("replaces").path("alias").asText()).isEqualTo("release-1-1-0");
        assertThat(preview.path("hold").asText()).contains("release-1-1-0");
        JsonNode image = preview.path("artifacts").path(0);
        assertThat(image.path("from").asText()).isEqualTo("1.1.0");
        assertThat(image.path("to").asText()).isEqualTo("1.0.0");
        assertThat(get("stages/prod/preview?freight=" + old.alias())
                        .path("artifacts")
                        .path(0)
                        .path("change")
                        .asText())
                .isEqualTo("ADDED");
    }

    @Test
    void freightTellsWhatBecameOfItAndWhyAStageMayNotHaveIt() {
        Freight freight = fixture.freight("1.0.0");

        JsonNode before = get("freight/" + freight.alias());
        fixture.promote("test", freight);
        JsonNode after = get("freight/" + freight.alias());

        assertThat(before.path("availability").path(1).path("stage").asText()).isEqualTo("prod");
        assertThat(before.path("availability").path(1).path("reason").asText()).contains("not verified in test");
        assertThat(after.path("availability").path(1).path("available").asBoolean())
                .isTrue();
        assertThat(after.path("promotions")).hasSize(1);
        assertThat(after.path("alias").asText()).isEqualTo("release-1-0-0");
    }

    @Test
    void candidatesSayWhatIsHeldAndWhatComesNext() {
        Freight old = fixture.freight("1.0.0");
        fixture.freight("1.1.0");
        fixture.promote("test", old);

        JsonNode candidates = get("stages/test").path("candidates");

        assertThat(candidates)
                .extracting(each -> each.path("alias").asText() + ' ' + each.path("held") + ' ' + each.path("next"))
                .containsExactly("release-1-1-0 false true", "release-1-0-0 true false");
    }

    @Test
    void aWarehouseShowsWhatItFoundAndItsFreightIsAssembledOfThat() {
        assertThat(get("warehouses/guestbook").path("check").isNull()).isTrue();
        fixture.discovered("1.1.0", "1.0.0");

        JsonNode versions =
                get("warehouses/guestbook").path("subscriptions").path(0).path("versions");
        String id = versions.path(1).path("id").asText();
        ApiResponse assembled = fixture.post(
                BASE + "warehouses/guestbook/freight", "{\"versions\": {\"0\": \"" + id + "\"}}", PROMOTER);

        assertThat(versions.path(0).path("label").asText()).isEqualTo("1.1.0");
        assertThat(assembled.status()).as(assembled.body()).isEqualTo(201);
        assertThat(json(assembled).path("images").path(0).path("tag").asText()).isEqualTo("1.0.0");
        assertThat(fixture.post(BASE + "warehouses/guestbook/freight", "{\"versions\": {\"0\": \"9\"}}", PROMOTER)
                        .status())
                .isEqualTo(409);
        assertThat(fixture.post(BASE + "warehouses/guestbook/freight", "{\"versions\": {\"x\": \"9\"}}", PROMOTER)
                        .status())
                .isEqualTo(400);
        assertThat(fixture.post(BASE + "warehouses/guestbook/freight", "{\"versions\": {\"0\": 9}}", PROMOTER)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aWarehouseTellsItsLastErrorOnTheBoard() {
        fixture.store
                .warehouses()
                .put(new WarehouseState(
                        PROJECT,
                        "guestbook",
                        new WarehouseState.Check(fixture.clock.instant(), true, "401 <b>Unauthorized</b>"),
                        List.of()));

        JsonNode check = get("board").path("warehouses").path(0).path("check");

        assertThat(check.path("failed").asBoolean()).isTrue();
        assertThat(check.path("message").asText()).isEqualTo("401 <b>Unauthorized</b>");
    }

    @Test
    void aRefreshBeginsOrSaysWhyNot() {
        assertThat(fixture.post(BASE + "warehouses/guestbook/refresh", "{}", PROMOTER)
                        .status())
                .isEqualTo(202);
        assertThat(fixture.refreshed).containsExactly("guestbook for paul");
        fixture.refusal = Optional.of("The job is gone");

        assertThat(json(fixture.post(BASE + "warehouses/guestbook/refresh", "{}", PROMOTER))
                        .path("detail")
                        .asText())
                .isEqualTo("The job is gone");
        assertThat(fixture.post(BASE + "warehouses/none/refresh", "{}", PROMOTER)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theAuditTrailIsPaged() {
        for (int i = 0; i < 5; i++) {
            fixture.store.events().add(new Event(PROJECT, "T" + i, "s", "a", "m", fixture.clock.instant()));
        }
        JsonNode first = get("events?limit=3");
        JsonNode second = get("events?limit=3&before=" + first.path("next").asText());

        assertThat(first.path("events"))
                .extracting(event -> event.path("type").asText())
                .containsExactly("T4", "T3", "T2");
        assertThat(second.path("events"))
                .extracting(event -> event.path("type").asText())
                .containsExactly("T1", "T0");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void theConfigurationNamesItsOwnersAndRevisions() {
        JsonNode configuration = get("configuration");

        assertThat(configuration.path("runnerJob").asText()).isEqualTo("shop/deploy");
        assertThat(configuration.path("promoters").path("prod").path(0).asText())
                .isEqualTo("shop/release");
        assertThat(configuration.path("revisions").path(0).path("commit").asText())
                .isEqualTo("0123456");
    }

    @Test
    void measurementsAreNumbersWhereTheyAre() {
        fixture.promote("test", fixture.freight("1.0.0"));
        fixture.measured("test");

        JsonNode metric = get("verifications/" + fixture.verification("test"))
                .path("metrics")
                .path(0);

        assertThat(metric.path("successCondition").asText()).isEqualTo("result < 0.05");
        assertThat(metric.path("measurements").path(0).path("number").asDouble())
                .isEqualTo(0.01);
        assertThat(metric.path("measurements").path(1).path("number").isNull()).isTrue();
        assertThat(metric.path("measurements").path(1).path("value").asText()).isEqualTo("<b>none</b>");
    }

    private JsonNode get(String path) {
        ApiResponse answer = fixture.get(BASE + path, PROMOTER);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }
}
