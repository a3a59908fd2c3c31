package io.jenkins.plugins.kargo.engine.freight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * An absent stage or Freight is Go's nil pointer: no question that can be asked here, and the answer is "no" by itself. A
 * Freight of another project cannot be given either; that case still fails for want of a request.
 */
class StageAvailabilityConformanceTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final ModelFromJson json = new ModelFromJson(NOW);

    @TestFactory
    Stream<DynamicTest> everyAnswerIsKargos() {
        return Conformance.cases("stage-availability.json")
                .map(c -> DynamicTest.dynamicTest(c.get("id").asText(), () -> check(c)));
    }

    private void check(JsonNode c) {
        switch (c.get("fn").asText()) {
            case "Stage_IsFreightAvailable" -> assertThat(isAvailable(c)).isEqualTo(expected(c));
            case "Stage_RequestsFreightFromOrigin" -> assertThat(isRequested(c)).isEqualTo(expected(c));
            case "FreightCollectionIncludes" ->
                assertThat(FreightCollections.includes(collection(c.get("collection")), "test-freight"))
                        .isEqualTo(expected(c));
            case "FreightCollectionReferences" ->
                assertThat(FreightCollections.inOrder(collection(c.get("freight"))))
                        .isEqualTo(json.list(c.get("expectedResult"), json::freight));
            case "FreightHistoryCurrent" -> checkCurrent(c);
            case "FreightHistoryRecord" ->
                assertThat(FreightCollections.record(history(c), json.collection(c.get("newEntry"))))
                        .isEqualTo(json.list(c.get("expectedHistory"), json::collection));
            case "ParseFreightOrigin" -> checkOrigin(c);
            default -> throw new IllegalArgumentException("unknown function in " + c);
        }
    }

    private boolean isAvailable(JsonNode c) {
        return c.has("stage")
                && c.has("freight")
                && FreightAvailability.of(
                                json.stage(c.get("stage")),
                                json.freight(c.get("freight")),
                                json.status(c.get("freight")),
                                NOW)
                        .isAvailable();
    }

    private boolean isRequested(JsonNode c) {
        return c.has("stage")
                && json.stage(c.get("stage"))
                        .request(json.origin(c.get("origin")))
                        .isPresent();
    }

    /** What is recorded last comes first. */
    private void checkCurrent(JsonNode c) {
        List<FreightCollection> oldestFirst = history(c);
        Collections.reverse(oldestFirst);
        List<FreightCollection> recorded = List.of();
        for (FreightCollection entry : oldestFirst) {
            recorded = FreightCollections.record(recorded, entry);
        }
        FreightCollection current = collection(c.get("expectedResult"));
        assertThat(recorded.stream().findFirst().orElse(null)).isEqualTo(current);
    }

    private void checkOrigin(JsonNode c) {
        String text = c.get("str").asText();
        if (c.get("expectErr").asBoolean()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FreightOrigin.parse(text))
                    .withMessageContaining("\"" + text + "\"");
        } else {
            assertThat(FreightOrigin.parse(text)).isEqualTo(json.origin(c.get("expectedOrigin")));
            assertThat(FreightOrigin.parse(text)).hasToString(text);
        }
    }

    private List<FreightCollection> history(JsonNode c) {
        return new ArrayList<>(json.list(c.get("history"), json::collection));
    }

    private FreightCollection collection(JsonNode n) {
        return n.isNull() ? null : json.collection(n);
    }

    private static boolean expected(JsonNode c) {
        return c.get("expected").asBoolean();
    }
}
