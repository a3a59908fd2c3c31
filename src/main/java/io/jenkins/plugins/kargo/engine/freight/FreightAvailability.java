package io.jenkins.plugins.kargo.engine.freight;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.Availability.Available;
import io.jenkins.plugins.kargo.engine.freight.Availability.Unavailable;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.AvailabilityStrategy;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.Sources;
import io.jenkins.plugins.kargo.engine.model.FreightStatus;
import io.jenkins.plugins.kargo.engine.model.FreightStatus.ApprovedStage;
import io.jenkins.plugins.kargo.engine.model.Stage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides whether a stage may get a piece of Freight of its project: Kargo's {@code IsFreightAvailable}. The stage must
 * request the Freight's origin; then an approval, a direct subscription, or verification and soak upstream will do. Only
 * the upstream stages that the request lists count, also for listing and auto-promotion, where Kargo itself looks at
 * others as well.
 */
public final class FreightAvailability {

    private FreightAvailability() {}

    /**
     * Decides for one piece of Freight.
     *
     * @param status what became of this Freight so far
     * @param now ends the stays that last
     */
    @NonNull
    public static Availability of(
            @NonNull Stage stage, @NonNull Freight freight, @NonNull FreightStatus status, @NonNull Instant now) {
        Optional<FreightRequest> request = stage.request(freight.origin());
        if (request.isEmpty()) {
            return new Unavailable(notRequested(stage, freight), null);
        }
        ApprovedStage approved = status.approvedFor().get(stage.name());
        if (approved != null) {
            String actor = approved.actor();
            String by = actor == null || actor.isEmpty() ? "" : " by " + actor;
            return new Available("it is approved for stage " + stage.name() + by);
        }
        Sources sources = request.get().sources();
        if (sources.direct()) {
            return new Available("stage " + stage.name() + " takes it directly from " + freight.origin());
        }
        List<UpstreamStay> stays = sources.stages().stream()
                .map(s -> UpstreamStay.of(status, s, sources.requiredSoakTime(), now))
                .toList();
        return sources.availabilityStrategy() == AvailabilityStrategy.All ? inAll(stays) : inOne(stays, freight);
    }

    private static Availability inAll(List<UpstreamStay> stays) {
        List<UpstreamStay> missing = stays.stream().filter(s -> !s.suffices()).toList();
        if (missing.isEmpty()) {
            return new Available(stays.isEmpty() ? "no upstream stage is required" : "it is " + achievements(stays));
        }
        Instant from = missing.stream().anyMatch(s -> s.sufficesFrom() == null)
                ? null
                : missing.stream()
                        .map(UpstreamStay::sufficesFrom)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
        return new Unavailable(must("all", stays) + shortfalls(missing), from);
    }

    private static Availability inOne(List<UpstreamStay> stays, Freight freight) {
        if (stays.isEmpty()) {
            return new Unavailable("the stage names no source of Freight of " + freight.origin(), null);
        }
        List<UpstreamStay> sufficient =
                stays.stream().filter(UpstreamStay::suffices).toList();
        if (!sufficient.isEmpty()) {
            return new Available("it is " + achievements(sufficient));
        }
        Instant from = stays.stream()
                .map(UpstreamStay::sufficesFrom)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new Unavailable(must("one", stays) + shortfalls(stays), from);
    }

    private static String notRequested(Stage stage, Freight freight) {
        String requested = stage.requestedFreight().stream()
                .map(r -> r.origin().toString())
                .collect(Collectors.joining(", "));
        return "it comes from " + freight.origin() + ", and stage " + stage.name()
                + (requested.isEmpty() ? " requests no Freight" : " requests Freight of " + requested + " only");
    }

    private static String must(String quantity, List<UpstreamStay> stays) {
        if (stays.size() == 1) {
            return "it is ";
        }
        String stages = stays.stream().map(UpstreamStay::stage).collect(Collectors.joining(", "));
        return "it must be verified in " + quantity + " of the stages " + stages + "; it is ";
    }

    private static String achievements(List<UpstreamStay> stays) {
        return stays.stream().map(UpstreamStay::achievement).collect(Collectors.joining(", "));
    }

    private static String shortfalls(List<UpstreamStay> stays) {
        return stays.stream().map(UpstreamStay::shortfall).collect(Collectors.joining("; "));
    }
}
