package io.jenkins.plugins.kargo.engine.webhook;

import io.jenkins.plugins.kargo.engine.discovery.RepositoryChange;
import java.util.ArrayList;
import java.util.List;

/** Quay: pushed tags. */
final class QuayReceiver implements Receiver {
    @Override
    public List<RepositoryChange> read(WebhookRequest request) throws WebhookRefused {
        Payload payload = Payload.of(request);
        String repository = payload.text("docker_url");
        if (repository.isEmpty()) {
            throw WebhookRefused.badRequest("the payload does not name the repository (docker_url)");
        }
        List<RepositoryChange> changes = new ArrayList<>();
        for (Payload tag : payload.list("updated_tags")) {
            if (tag.value() instanceof String text) {
                changes.add(ImageText.of(repository, text));
            }
        }
        return changes.isEmpty() ? List.of(ImageText.of(repository, "")) : changes;
    }
}
