package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which Freight an order means, and that its stage may have it. */
final class FreightChoice {
    /** So much of an origin's newest Freight is looked at for one that is available. */
    private static final int CANDIDATES = 100;

    private static final Comparator<StoredFreight> NEWEST = Comparator.comparing(
                    (StoredFreight stored) -> stored.freight().discoveredAt())
            .thenComparing(stored -> stored.freight().name());

    private final KargoStore store;
    private final FreightGate gate;

    FreightChoice(KargoStore store, FreightGate gate) {
        this.store = store;
        this.gate = gate;
    }

    /** @param request the request that the order adopts, null for none */
    StoredFreight choose(PromotionOrder order, Stage stage, PromotionRequest request) throws PromotionRefused {
        if (order.freight() != null || request != null) {
            return named(order, stage, request);
        }
        Set<FreightOrigin> origins =
                stage.requestedFreight().stream().map(FreightRequest::origin).collect(Collectors.toSet());
        List<StoredFreight> own = store
                .freight()
                .createdBy(order.project(), order.build().id())
                .stream()
                .filter(stored -> origins.contains(stored.freight().origin()))
                .toList();
        Optional<StoredFreight> newestOwn = own.stream()
                .filter(stored -> refusal(order, stage, stored).isEmpty())
                .max(NEWEST)
                .or(() -> own.stream().max(NEWEST));
        if (newestOwn.isPresent()) {
            return available(order, stage, newestOwn.get());
        }
        return newestAvailable(order, stage, origins);
    }

    private StoredFreight named(PromotionOrder order, Stage stage, PromotionRequest request) throws PromotionRefused {
        String name = order.freight() == null ? request.freight() : order.freight();
        StoredFreight stored = store.freight()
                .find(order.project(), name)
                .orElseThrow(() -> new PromotionRefused(
                        "The project " + order.project() + " has no Freight with the name or alias \"" + name + '"'));
        if (request != null && !request.freight().equals(stored.freight().name())) {
            throw new PromotionRefused("The request of " + request.actor() + " is for Freight " + request.freight()
                    + ", not for " + name + ": leave freight out, or promote without the request");
        }
        return available(order, stage, stored);
    }

    private StoredFreight newestAvailable(PromotionOrder order, Stage stage, Set<FreightOrigin> origins)
            throws PromotionRefused {
        Optional<StoredFreight> newest = Optional.empty();
        Optional<String> reason = Optional.empty();
        for (FreightOrigin origin : origins) {
            List<StoredFreight> candidates = store.freight().list(order.project(), origin, null, CANDIDATES);
            Optional<StoredFreight> available = candidates.stream()
                    .filter(stored -> refusal(order, stage, stored).isEmpty())
                    .findFirst();
            if (available.isPresent() && (newest.isEmpty() || NEWEST.compare(available.get(), newest.get()) > 0)) {
                newest = available;
            }
            if (reason.isEmpty() && !candidates.isEmpty()) {
                reason = refusal(order, stage, candidates.get(0));
            }
        }
        String newestReason = reason.map(text -> "; the newest: " + text).orElse("; the project has none yet");
        return newest.orElseThrow(
                () -> new PromotionRefused("No Freight is available to stage " + stage.name() + newestReason));
    }

    private StoredFreight available(PromotionOrder order, Stage stage, StoredFreight stored) throws PromotionRefused {
        Optional<String> refusal = refusal(order, stage, stored);
        if (refusal.isPresent()) {
            throw new PromotionRefused(refusal.get());
        }
        return stored;
    }

    private Optional<String> refusal(PromotionOrder order, Stage stage, StoredFreight stored) {
        return gate.refusal(order.project(), order.configuration(), stage, stored, !order.preview());
    }
}
