package io.jenkins.plugins.kargo.engine.freight;

import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.AvailabilityStrategy;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.SelectionPolicy;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.Sources;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Stages and Freight with nothing in them but what a test is about. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final FreightOrigin GUESTBOOK = FreightOrigin.warehouse("guestbook");
    static final FreightOrigin BASE = FreightOrigin.warehouse("base");

    private Samples() {}

    static Stage stage(String name, FreightRequest... requests) {
        return new Stage(Metadata.named(name), List.of(), List.of(requests), List.of(), List.of(), null);
    }

    static FreightRequest direct(FreightOrigin origin) {
        return request(origin, true, List.of(), null, AvailabilityStrategy.OneOf);
    }

    static FreightRequest oneOf(FreightOrigin origin, Duration soak, String... stages) {
        return request(origin, false, List.of(stages), soak, AvailabilityStrategy.OneOf);
    }

    static FreightRequest allOf(FreightOrigin origin, Duration soak, String... stages) {
        return request(origin, false, List.of(stages), soak, AvailabilityStrategy.All);
    }

    static FreightRequest matchUpstream(FreightOrigin origin, String upstream) {
        return new FreightRequest(
                origin,
                new Sources(false, List.of(upstream), null, AvailabilityStrategy.OneOf, SelectionPolicy.MatchUpstream));
    }

    static Freight freight(String name, FreightOrigin origin) {
        return freight(name, origin, NOW);
    }

    static Freight freight(String name, FreightOrigin origin, Instant discoveredAt) {
        return new Freight(name, "", origin, List.of(), List.of(), List.of(), List.of(), discoveredAt);
    }

    static Promotion promotion(String name, PromotionPhase phase) {
        return new Promotion(
                new ProjectKey("", "guestbook"),
                name,
                "prod",
                "f1",
                FreightCollections.of(List.of(freight("f1", GUESTBOOK))),
                List.of(),
                List.of(),
                phase,
                "",
                0,
                Map.of(),
                "",
                "admin",
                "",
                BuildReference.NONE,
                "",
                NOW,
                null,
                null);
    }

    private static FreightRequest request(
            FreightOrigin origin, boolean direct, List<String> stages, Duration soak, AvailabilityStrategy strategy) {
        return new FreightRequest(origin, new Sources(direct, stages, soak, strategy, SelectionPolicy.NewestFreight));
    }
}
