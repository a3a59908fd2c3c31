package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.manifest.Value.Scalar;
import io.jenkins.plugins.kargo.engine.manifest.Value.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fields of a subscription that hold nothing, or empty text: templates often write them so. Kargo, which reads
 * subscriptions without their schema, takes them for absent.
 */
final class BlankFields {
    /** What is blank here is wrong. */
    private static final Set<String> KEPT = Set.of("repoURL", "since");

    private BlankFields() {}

    /** The Warehouse without them. */
    static Mapping dropped(Mapping body) {
        Mapping spec = body.map("spec");
        if (!(spec.members().get("subscriptions") instanceof Sequence subscriptions)) {
            return body;
        }
        List<Value> kept = new ArrayList<>();
        for (Value item : subscriptions.items()) {
            kept.add(item instanceof Mapping subscription ? subscription(subscription) : item);
        }
        return body.with("spec", spec.with("subscriptions", new Sequence(subscriptions.at(), kept)));
    }

    private static Mapping subscription(Mapping written) {
        Mapping subscription = withoutBlanks(written, Set.of("name"));
        for (String type : SubscriptionShape.TYPES) {
            if (subscription.members().get(type) instanceof Mapping fields) {
                subscription = subscription.with(
                        type, withoutBlanks(fields, fields.members().keySet()));
            }
        }
        return subscription;
    }

    private static Mapping withoutBlanks(Mapping fields, Set<String> candidates) {
        String[] blank = fields.members().entrySet().stream()
                .filter(member -> candidates.contains(member.getKey()) && !KEPT.contains(member.getKey()))
                .filter(member -> isBlank(member.getValue()))
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
        return fields.without(blank);
    }

    private static boolean isBlank(Value value) {
        return value instanceof Scalar scalar && (scalar.content() == null || "".equals(scalar.content()));
    }
}
