package io.jenkins.plugins.kargo.engine.discovery;

import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which pin goes to which subscription of a Warehouse. */
final class PinnedSubscriptions {
    private final Map<Subscription, Pin> pins = new IdentityHashMap<>();

    /** @throws InvalidPinException when a pin fits no subscription or several, or two fit the same */
    PinnedSubscriptions(Warehouse warehouse, List<Pin> wanted) {
        for (Pin pin : wanted) {
            List<Subscription> fitting =
                    warehouse.subscriptions().stream().filter(pin::isFor).toList();
            if (fitting.size() != 1) {
                throw new InvalidPinException("artifacts: " + pin + " fits "
                        + (fitting.isEmpty() ? "no subscription" : "several subscriptions") + " of warehouse "
                        + warehouse.name() + ", which has " + names(warehouse));
            }
            Pin other = pins.put(fitting.get(0), pin);
            if (other != null) {
                throw new InvalidPinException("artifacts: " + other + " and " + pin + " are for the same subscription");
            }
        }
    }

    private static String names(Warehouse warehouse) {
        return warehouse.subscriptions().stream().map(Subscription::describe).collect(Collectors.joining(", "));
    }

    /** With more pins, each of which fits exactly one subscription that has none. */
    void add(Warehouse warehouse, List<Pin> more) {
        for (Pin pin : more) {
            warehouse.subscriptions().stream()
                    .filter(one -> pin.isFor(one) && !pins.containsKey(one))
                    .findFirst()
                    .ifPresent(one -> pins.put(one, pin));
        }
    }

    Optional<Pin> of(Subscription subscription) {
        return Optional.ofNullable(pins.get(subscription));
    }
}
