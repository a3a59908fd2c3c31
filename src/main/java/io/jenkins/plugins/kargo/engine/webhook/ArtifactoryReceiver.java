package io.jenkins.plugins.kargo.engine.webhook;

import io.jenkins.plugins.kargo.engine.discovery.RepositoryChange;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** JFrog Artifactory: pushed images. */
final class ArtifactoryReceiver implements Receiver {
    /** What an image and a chart are called. */
    private static final Set<String> TYPES = Set.of("docker", "oci");

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
            throw WebhookRefused.notImplemented(domain + ' ' + event);
        }
        Payload data = payload.at("data");
        String type = data.text("image_type");
        if (!type.isEmpty() && !TYPES.contains(type)) {
            throw WebhookRefused.notImplemented(domain + ' ' + event + " of " + type);
        }
        String image = repository(data);
        String host = payload.text("jpd_origin").replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        if (image.isEmpty() || host.isEmpty()) {
            throw WebhookRefused.badRequest(
                    "the payload does not name image and origin (data.path or data.image_name, jpd_origin)");
        }
        String key = virtualRepoName.isEmpty() ? data.text("repo_key") : virtualRepoName;
        return List.of(new RepositoryChange.Image(host + '/' + key + '/' + image, data.text("tag")));
    }

    /** The path ends with tag and file; the name alone lacks the folders above the image. */
    private static String repository(Payload data) {
        String[] path = data.text("path").split("/");
        return path.length > 2
                ? String.join("/", Arrays.asList(path).subList(0, path.length - 2))
                : data.text("image_name");
    }
}
