package io.jenkins.plugins.kargo.engine.webhook;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.ChangeFilter;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException;
import io.jenkins.plugins.kargo.engine.freight.LabelSelector;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.PromotionPolicy.LabelExpression;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver.Action;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver.IndexMatch;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver.Target;
import io.jenkins.plugins.kargo.engine.webhook.ActionResult.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which Warehouses the actions of a generic receiver select. One that fails does not keep the others from it. Pure. */
final class GenericActions {
    private final GenericRequest request;
    private final Configuration configuration;

    private GenericActions(GenericRequest request, Configuration configuration) {
        this.request = request;
        this.configuration = configuration;
    }

    /**
     * One result for each action.
     *
     * @throws WebhookRefused when the body is no JSON
     */
    static List<ActionResult> of(
            @NonNull WebhookReceiver receiver, @NonNull WebhookRequest request, @NonNull Configuration configuration)
            throws WebhookRefused {
        GenericRequest seen = new GenericRequest(request);
        List<ActionResult> results = new ArrayList<>();
        for (Action action : receiver.actions()) {
            results.add(of(action, seen, configuration));
        }
        return results;
    }

    private static ActionResult of(Action action, GenericRequest seen, Configuration configuration) {
        boolean matched;
        GenericActions actions;
        try {
            actions = new GenericActions(seen.with(action.parameters()), configuration);
            matched = actions.request.holds(action.whenExpression());
        } catch (ExpressionException e) {
            return new ActionResult(
                    false, Set.of(), Result.Error, "Error evaluating whenExpression: " + e.getMessage());
        }
        if (!matched) {
            return new ActionResult(false, Set.of(), Result.NotApplicable, "Request did not match whenExpression");
        }
        try {
            Set<String> names = actions.select(action.targets());
            return new ActionResult(
                    true,
                    names,
                    Result.Success,
                    "Refreshed " + names.size() + " of " + names.size() + " selected resources");
        } catch (ExpressionException e) {
            return new ActionResult(
                    true, Set.of(), Result.Error, "Error evaluating targetSelectionCriteria: " + e.getMessage());
        }
    }

    private Set<String> select(List<Target> targets) {
        Set<String> names = new TreeSet<>();
        for (Target target : targets) {
            String name = request.text(target.name());
            Map<String, String> labels = new LinkedHashMap<>();
            target.matchLabels().forEach((key, value) -> labels.put(key, request.text(value)));
            List<LabelExpression> expressions =
                    target.matchExpressions().stream().map(this::evaluated).toList();
            List<IndexMatch> indices = target.indices().stream()
                    .map(index -> new IndexMatch(index.key(), index.negated(), request.text(index.value())))
                    .toList();
            for (Warehouse warehouse : configuration.warehouses().values()) {
                if ((target.name().isEmpty() || name.equals(warehouse.name()))
                        && LabelSelector.matches(
                                labels, expressions, warehouse.metadata().labels())
                        && indices.stream().allMatch(index -> matches(index, warehouse))) {
                    names.add(warehouse.name());
                }
            }
        }
        return names;
    }

    private LabelExpression evaluated(LabelExpression expression) {
        return new LabelExpression(
                expression.key(),
                expression.operator(),
                expression.values().stream().map(request::text).toList());
    }

    /** Warehouses have no receiver paths of their own: nothing equals one. */
    private static boolean matches(IndexMatch index, Warehouse warehouse) {
        boolean equal = index.key().equals("subscribedURLs")
                && warehouse.subscriptions().stream()
                        .anyMatch(subscription -> ChangeFilter.isTo(subscription, index.value()));
        return equal != index.negated();
    }
}
