package io.jenkins.plugins.kargo.engine.webhook;

import io.jenkins.plugins.kargo.engine.discovery.RepositoryChange;
import java.util.List;

/** Docker Hub: pushed tags. */
final class DockerHubReceiver implements Receiver {
    @Override
    public List<RepositoryChange> read(WebhookRequest request) throws WebhookRefused {
        Payload payload = Payload.of(request);
        String name = payload.text("repository", "repo_name");
        if (name.isEmpty()) {
            throw WebhookRefused.badRequest("the payload does not name the repository (repository.repo_name)");
        }
        return List.of(new RepositoryChange.Image("docker.io/" + name, payload.text("push_data", "tag")));
    }
}
