package io.jenkins.plugins.kargo.engine.webhook;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.ChangeFilter;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException;
import io.jenkins.plugins.kargo.engine.freight.LabelSelector;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver.Action;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver.IndexMatch;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver.Target;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which Warehouses the actions of a generic receiver select. Pure. */
final class GenericTargets {
    private GenericTargets() {}

    /** @throws WebhookRefused when an expression cannot be read or fails */
    static Set<String> of(
            @NonNull WebhookReceiver receiver, @NonNull WebhookRequest request, @NonNull Configuration configuration)
            throws WebhookRefused {
        GenericRequest seen = new GenericRequest(request);
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < receiver.actions().size(); i++) {
            Action action = receiver.actions().get(i);
            try {
                if (seen.holds(action.whenExpression())) {
                    for (Warehouse warehouse : configuration.warehouses().values()) {
                        if (action.targets().stream().anyMatch(target -> selects(target, warehouse, seen))) {
                            names.add(warehouse.name());
                        }
                    }
                }
            } catch (ExpressionException e) {
                throw WebhookRefused.badRequest(
                        "action " + i + " of the receiver cannot be evaluated for this request: " + e.getMessage());
            }
        }
        return names;
    }

    private static boolean selects(Target target, Warehouse warehouse, GenericRequest request) {
        return (target.name().isEmpty() || request.text(target.name()).equals(warehouse.name()))
                && LabelSelector.matches(
                        target.matchLabels(),
                        target.matchExpressions(),
                        warehouse.metadata().labels())
                && target.indices().stream().allMatch(index -> matches(index, warehouse, request));
    }

    /** Warehouses have no receiver paths of their own: nothing equals one. */
    private static boolean matches(IndexMatch index, Warehouse warehouse, GenericRequest request) {
        String value = request.text(index.value());
        boolean equal = index.key().equals("subscribedURLs")
                && warehouse.subscriptions().stream().anyMatch(subscription -> ChangeFilter.isTo(subscription, value));
        return equal != index.negated();
    }
}
