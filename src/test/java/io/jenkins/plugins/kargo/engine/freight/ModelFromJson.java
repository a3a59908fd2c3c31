package io.jenkins.plugins.kargo.engine.freight;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.AvailabilityStrategy;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.SelectionPolicy;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.Sources;
import io.jenkins.plugins.kargo.engine.model.FreightStatus;
import io.jenkins.plugins.kargo.engine.model.FreightStatus.ApprovedStage;
import io.jenkins.plugins.kargo.engine.model.FreightStatus.VerifiedStage;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.PromotionPolicy;
import io.jenkins.plugins.kargo.engine.model.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Kargo's resources as the conformance data write them. What they leave out and the model requires gets a stand-in. */
final class ModelFromJson {

    private final Instant now;

    ModelFromJson(Instant now) {
        this.now = now;
    }

    Stage stage(JsonNode n) {
        return new Stage(
                metadata(n.path("metadata")),
                List.of(),
                list(n.path("spec").path("requestedFreight"), this::request),
                List.of(),
                List.of(),
                null);
    }

    Metadata metadata(JsonNode n) {
        return new Metadata(n.path("name").asText("unnamed"), map(n.path("labels"), JsonNode::asText), Map.of());
    }

    Freight freight(JsonNode n) {
        String name = n.has("name")
                ? n.get("name").asText()
                : n.path("metadata").path("name").asText("unnamed");
        JsonNode created = n.path("metadata").path("creationTimestamp").path("$now");
        Instant discoveredAt = created.isMissingNode() ? now : now.plus(duration(created));
        return new Freight(
                name, "", origin(n.path("origin")), List.of(), List.of(), List.of(), List.of(), discoveredAt);
    }

    FreightStatus status(JsonNode freight) {
        JsonNode n = freight.path("status");
        return new FreightStatus(
                Map.of(),
                map(n.path("verifiedIn"), v -> new VerifiedStage(null, duration(v.get("longestSoak")))),
                map(n.path("approvedFor"), v -> new ApprovedStage(null, null)),
                Map.of());
    }

    FreightCollection collection(JsonNode n) {
        return new FreightCollection("", map(n.path("items"), this::freight));
    }

    FreightOrigin origin(JsonNode n) {
        return new FreightOrigin(n.path("kind").asText(), n.path("name").asText());
    }

    PromotionPolicy policy(JsonNode n) {
        JsonNode selector = n.path("stageSelector");
        String name =
                n.has("stage") ? n.get("stage").asText() : selector.path("name").asText();
        return new PromotionPolicy(
                name,
                map(selector.path("matchLabels"), JsonNode::asText),
                List.of(),
                n.path("autoPromotionEnabled").asBoolean());
    }

    <T> List<T> list(JsonNode n, Function<JsonNode, T> mapper) {
        List<T> values = new ArrayList<>();
        n.forEach(v -> values.add(mapper.apply(v)));
        return values;
    }

    private FreightRequest request(JsonNode n) {
        JsonNode sources = n.path("sources");
        String policy =
                sources.path("autoPromotionOptions").path("selectionPolicy").asText("NewestFreight");
        return new FreightRequest(
                origin(n.path("origin")),
                new Sources(
                        sources.path("direct").asBoolean(),
                        list(sources.path("stages"), JsonNode::asText),
                        duration(sources.get("requiredSoakTime")),
                        AvailabilityStrategy.valueOf(
                                sources.path("availabilityStrategy").asText("OneOf")),
                        SelectionPolicy.valueOf(policy)));
    }

    /** Go's notation, such as -1h0m0s. */
    private static Duration duration(JsonNode n) {
        if (n == null) {
            return null;
        }
        String text = n.asText().toUpperCase(Locale.ROOT);
        return text.startsWith("-") ? Duration.parse("-PT" + text.substring(1)) : Duration.parse("PT" + text);
    }

    private static <T> Map<String, T> map(JsonNode n, Function<JsonNode, T> mapper) {
        Map<String, T> values = new LinkedHashMap<>();
        n.properties().forEach(e -> values.put(e.getKey(), mapper.apply(e.getValue())));
        return values;
    }
}
