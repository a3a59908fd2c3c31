package io.jenkins.plugins.kargo.engine.webhook;

import io.jenkins.plugins.kargo.engine.discovery.RepositoryChange;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.util.ArrayList;
import java.util.List;

/** Harbor: pushed artifacts. */
final class HarborReceiver implements Receiver {
    @Override
    public String secretKey() {
        return "auth-header";
    }

    @Override
    public void authenticate(WebhookRequest request, SecretText secret) throws WebhookRefused {
        Signatures.requireSecret(request, "Authorization", secret);
    }

    @Override
    public List<RepositoryChange> read(WebhookRequest request) throws WebhookRefused {
        Payload payload = Payload.of(request);
        String event = payload.text("type");
        if (!event.equals("PUSH_ARTIFACT")) {
            throw WebhookRefused.unsupported(event);
        }
        List<RepositoryChange> changes = new ArrayList<>();
        for (Payload resource : payload.list("event_data", "resources")) {
            String tag = resource.text("tag");
            // Something pushed by digest has the digest where others have their tag.
            changes.add(ImageText.of(resource.text("resource_url"), tag.contains(":") ? "" : tag));
        }
        return changes;
    }
}
