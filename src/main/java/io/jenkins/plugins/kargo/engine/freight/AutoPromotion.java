package io.jenkins.plugins.kargo.engine.freight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.pattern.Patterns;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.SelectionPolicy;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.Sources;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionHold;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.PromotionPolicy;
import io.jenkins.plugins.kargo.engine.model.Stage;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What Kargo promotes by itself: whether a stage takes part, which Freight it would get, and when that is left alone. */
public final class AutoPromotion {

    private static final Comparator<Freight> NEWEST_FIRST = Comparator.comparing(Freight::discoveredAt)
            .thenComparing(Freight::name, ByteOrder.OF_UTF8)
            .reversed();

    private AutoPromotion() {}

    /**
     * The policy that decides for a stage: the first in the list whose name pattern and labels both match; one without
     * either matches every stage.
     *
     * @throws IllegalArgumentException if a pattern or label expression before that one is malformed
     */
    @NonNull
    public static Optional<PromotionPolicy> policyFor(
            @NonNull List<PromotionPolicy> policies, @NonNull Metadata stage) {
        return policies.stream()
                .filter(p ->
                        p.stage().isEmpty() || Patterns.parseName(p.stage()).matches(stage.name()))
                .filter(p -> LabelSelector.matches(p, stage.labels()))
                .findFirst();
    }

    /** Whether the policy that decides for the stage enables it; without such a policy it is off. */
    public static boolean isEnabled(@NonNull List<PromotionPolicy> policies, @NonNull Metadata stage) {
        return policyFor(policies, stage)
                .map(PromotionPolicy::autoPromotionEnabled)
                .orElse(false);
    }

    /**
     * The Freight from which candidates are selected: what is available to the stage, and for an origin with the policy
     * MatchUpstream only what its upstream stage holds now.
     */
    @NonNull
    public static List<Freight> selectable(
            @NonNull Stage stage, @NonNull Collection<FreightWithStatus> freight, @NonNull Instant now) {
        return freight.stream()
                .filter(f -> FreightAvailability.of(stage, f.freight(), f.status(), now)
                        .isAvailable())
                .filter(f -> stage.request(f.freight().origin())
                        .filter(r -> isHeldUpstream(r.sources(), f))
                        .isPresent())
                .map(FreightWithStatus::freight)
                .toList();
    }

    /**
     * The Freight that each requested origin would get, keyed {@code Warehouse/name}: the newest by discovery, of equally
     * new pieces that with the greater name. With MatchUpstream there is no candidate while the upstream stage seems to
     * hold several pieces.
     *
     * @param selectable see {@link #selectable}; Freight of other origins is ignored
     */
    @NonNull
    public static Map<String, Freight> candidates(@NonNull Stage stage, @NonNull Collection<Freight> selectable) {
        Map<String, List<Freight>> byOrigin = selectable.stream()
                .collect(Collectors.groupingBy(f -> f.origin().toString()));
        Map<String, Freight> candidates = new LinkedHashMap<>();
        for (FreightRequest request : stage.requestedFreight()) {
            String origin = request.origin().toString();
            List<Freight> choice = byOrigin.getOrDefault(origin, List.of());
            boolean ambiguous = matchesUpstream(request.sources()) && choice.size() > 1;
            if (!choice.isEmpty() && !ambiguous) {
                candidates.put(origin, choice.stream().min(NEWEST_FIRST).orElseThrow());
            }
        }
        return candidates;
    }

    /**
     * Why a candidate is not promoted by itself now, in words; empty if it is.
     *
     * @param held what the stage holds, null for nothing
     * @param promotions those of this stage and this Freight, in any order
     */
    @NonNull
    public static Optional<String> reasonToWait(
            @NonNull Freight candidate,
            @CheckForNull FreightCollection held,
            @NonNull Collection<Promotion> promotions) {
        if (FreightCollections.includes(held, candidate.name())) {
            return Optional.of("the stage already holds it");
        }
        Optional<Promotion> open =
                promotions.stream().filter(p -> !p.phase().isTerminal()).findFirst();
        if (open.isPresent()) {
            return Optional.of("promotion " + open.get().name() + " of it is under way");
        }
        return promotions.stream()
                .max(Comparator.comparing(Promotion::name, ByteOrder.OF_UTF8))
                .filter(p -> p.phase() != PromotionPhase.Succeeded)
                .map(p ->
                        "its last promotion " + p.name() + " ended " + p.phase() + "; promote it by hand to try again");
    }

    /**
     * Why people stopped the auto-promotion of a stage for Freight of an origin, in words; empty if nobody did.
     *
     * @param holds of any stages
     */
    @NonNull
    public static Optional<String> heldBack(
            @NonNull Collection<PromotionHold> holds, @NonNull Stage stage, @NonNull FreightOrigin origin) {
        return holds.stream()
                .filter(hold -> hold.stage().equals(stage.name()) && hold.covers(origin))
                .findFirst()
                .map(hold -> hold.actor() + " stopped its auto-promotion"
                        + (hold.reason().isEmpty() ? "" : ": " + hold.reason()));
    }

    private static boolean matchesUpstream(Sources sources) {
        return sources.selectionPolicy() == SelectionPolicy.MatchUpstream;
    }

    private static boolean isHeldUpstream(Sources sources, FreightWithStatus freight) {
        return sources.direct()
                || !matchesUpstream(sources)
                || sources.stages().stream().limit(1).anyMatch(freight.status().currentlyIn()::containsKey);
    }
}
