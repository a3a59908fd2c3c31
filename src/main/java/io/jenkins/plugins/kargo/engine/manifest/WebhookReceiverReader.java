package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.model.PromotionPolicy.LabelExpression;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver.Action;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver.IndexMatch;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Webhook receivers that have been checked. */
final class WebhookReceiverReader {
    private WebhookReceiverReader() {}

    static List<WebhookReceiver> read(Document document) {
        List<WebhookReceiver> receivers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<Mapping> written = document.spec().maps("webhookReceivers");
        for (int i = 0; i < written.size(); i++) {
            Mapping receiver = written.get(i);
            String name = receiver.text("name");
            if (!names.add(name)) {
                document.problems()
                        .error(
                                receiver.at("name"),
                                "spec.webhookReceivers[" + i + "].name",
                                "there is another receiver of the name " + name + "; choose another one");
            }
            String type = receiver.members().keySet().stream()
                    .filter(key -> !key.equals("name"))
                    .findFirst()
                    .orElse("");
            Mapping fields = receiver.map(type);
            receivers.add(new WebhookReceiver(
                    name,
                    type,
                    fields.map("secretRef").text("name"),
                    fields.text("virtualRepoName"),
                    fields.maps("actions").stream()
                            .map(WebhookReceiverReader::action)
                            .toList()));
        }
        return receivers;
    }

    private static Action action(Mapping action) {
        return new Action(
                action.text("whenExpression"),
                action.textMap("parameters"),
                action.maps("targetSelectionCriteria").stream()
                        .map(WebhookReceiverReader::target)
                        .toList());
    }

    private static Target target(Mapping target) {
        Mapping labels = target.map("labelSelector");
        return new Target(
                target.text("name"),
                labels.textMap("matchLabels"),
                labels.maps("matchExpressions").stream()
                        .map(e -> new LabelExpression(e.text("key"), e.text("operator"), e.texts("values")))
                        .toList(),
                target.map("indexSelector").maps("matchIndices").stream()
                        .map(index -> new IndexMatch(
                                index.text("key"), index.text("operator").equals("NotEquals"), index.text("value")))
                        .toList());
    }
}
