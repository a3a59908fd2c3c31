package io.jenkins.plugins.kargo.engine.webhook;

import io.jenkins.plugins.kargo.engine.discovery.RepositoryChange;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.util.List;

/** JFrog Artifactory: pushed images. */
final class ArtifactoryReceiver implements Receiver {
    private final String virtualRepoName;

    /** @param virtualRepoName under which clients know the repository, empty for its own name */
    ArtifactoryReceiver(String virtualRepoName) {
        this.virtualRepoName = virtualRepoName;
    }

    @Override
    public String secretKey() {
        return "secret-token";
    }

    @Override
    public void authenticate(WebhookRequest request, SecretText secret) throws WebhookRefused {
        Signatures.requireHmac(request, "X-Jfrog-Event-Auth", secret);
    }

    @Override
    public List<RepositoryChange> read(WebhookRequest request) throws WebhookRefused {
        Payload payload = Payload.of(request);
        String domain = payload.text("domain");
        String event = payload.text("event_type");
        if (!domain.equals("docker") || !event.equals("pushed")) {
            throw WebhookRefused.unsupported(domain + ' ' + event);
        }
        Payload data = payload.at("data");
        String image = data.text("image_name");
        String host = payload.text("jpd_origin").replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        if (image.isEmpty() || host.isEmpty()) {
            throw WebhookRefused.badRequest("the payload does not name image and origin (data.image_name, jpd_origin)");
        }
        String key = virtualRepoName.isEmpty() ? data.text("repo_key") : virtualRepoName;
        return List.of(new RepositoryChange.Image(host + '/' + key + '/' + image, data.text("tag")));
    }
}
