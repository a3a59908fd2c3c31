package io.jenkins.plugins.kargo.engine.freight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.PromotionPolicy;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class AutoPromotionConformanceTest {

    private final ModelFromJson json = new ModelFromJson(Instant.parse("2026-01-02T03:04:05Z"));

    @TestFactory
    Stream<DynamicTest> everyAnswerIsKargos() {
        return Conformance.cases("auto-promotion.json")
                .map(c -> DynamicTest.dynamicTest(c.get("id").asText(), () -> check(c)));
    }

    private void check(JsonNode c) {
        switch (c.get("fn").asText()) {
            case "findMatchingPromotionPolicy" -> {
                Optional<PromotionPolicy> policy = AutoPromotion.policyFor(policies(c), stage(c));
                c.get("expect").forEach(e -> expectPolicy(e, policy));
            }
            case "IsAutoPromotionEnabled" -> {
                boolean enabled = AutoPromotion.isEnabled(policies(c), stage(c));
                assertThat(enabled).isEqualTo(lastExpected(c).asBoolean());
            }
            case "SelectAutoPromotionCandidates" -> {
                List<Freight> available = json.list(c.get("availableFreight"), json::freight);
                Map<String, Freight> candidates = AutoPromotion.candidates(json.stage(c.get("stage")), available);
                c.get("expect").forEach(e -> expectCandidates(e, candidates));
            }
            default -> throw new IllegalArgumentException("unknown function in " + c);
        }
    }

    private static void expectPolicy(JsonNode expectation, Optional<PromotionPolicy> policy) {
        switch (expectation.get("op").asText()) {
            case "noError" -> assertThat(policy).isNotNull();
            case "nil" -> assertThat(policy).isEmpty();
            case "notNil" -> assertThat(policy).isPresent();
            case "equal" ->
                assertThat(policy.orElseThrow().autoPromotionEnabled())
                        .isEqualTo(expectation.get("value").asBoolean());
            default -> throw new IllegalArgumentException("unknown expectation " + expectation);
        }
    }

    private static void expectCandidates(JsonNode expectation, Map<String, Freight> candidates) {
        switch (expectation.get("op").asText()) {
            case "len" ->
                assertThat(candidates).hasSize(expectation.get("value").asInt());
            case "empty" -> assertThat(candidates).isEmpty();
            case "equal" -> {
                String origin = expectation.get("path").asText().split("\"")[1];
                assertThat(candidates.get(origin).name())
                        .isEqualTo(expectation.get("value").asText());
            }
            default -> throw new IllegalArgumentException("unknown expectation " + expectation);
        }
    }

    private static JsonNode lastExpected(JsonNode c) {
        JsonNode expectations = c.get("expect");
        return expectations.get(expectations.size() - 1).get("value");
    }

    private List<PromotionPolicy> policies(JsonNode c) {
        return json.list(c.path("objects").path(0).path("spec").path("promotionPolicies"), json::policy);
    }

    private Metadata stage(JsonNode c) {
        return json.metadata(c.get("stageMeta"));
    }
}
