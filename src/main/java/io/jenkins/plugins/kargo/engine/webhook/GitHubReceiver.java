package io.jenkins.plugins.kargo.engine.webhook;

import io.jenkins.plugins.kargo.engine.discovery.RepositoryChange;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** GitHub: pushes, packages of the container registry, and pull requests that are closed. */
final class GitHubReceiver implements Receiver {
    /** A push of more commits lists only so many of them. */
    private static final int MAX_LISTED = 2048;

    /** Types of packages; the second is that of the registry before ghcr.io. */
    private static final Set<String> IMAGES = Set.of("container", "docker");

    @Override
    public void authenticate(WebhookRequest request, SecretText secret) throws WebhookRefused {
        Signatures.requireHmac(request, "X-Hub-Signature-256", secret);
    }

    @Override
    public List<RepositoryChange> read(WebhookRequest request) throws WebhookRefused {
        String event = request.header("X-GitHub-Event");
        Payload payload = Payload.of(request);
        return switch (event) {
            case "ping" -> List.of();
            case "push" -> List.of(push(payload));
            case "package", "registry_package" -> image(payload, event);
            case "pull_request" ->
                payload.text("action").equals("closed")
                        ? List.of(new RepositoryChange.PullRequest(
                                urls(payload), payload.whole("pull_request", "number")))
                        : List.of();
            default -> throw WebhookRefused.unsupported(event);
        };
    }

    /** The commits say which files were touched, unless history was rewritten or they are not all there. */
    private static RepositoryChange push(Payload payload) {
        List<Payload> commits = payload.list("commits");
        boolean complete = !commits.isEmpty()
                && commits.size() < MAX_LISTED
                && !payload.flag("forced")
                && !payload.flag("created");
        return new RepositoryChange.Push(
                urls(payload),
                payload.text("ref"),
                payload.text("repository", "default_branch"),
                complete ? Payload.paths(commits) : null);
    }

    private static List<String> urls(Payload payload) {
        return payload.at("repository").texts("clone_url", "html_url", "ssh_url");
    }

    private static List<RepositoryChange> image(Payload payload, String event) {
        String action = payload.text("action");
        Payload version = payload.at(event, "package_version");
        String url = version.text("package_url");
        String type = payload.text(event, "package_type").toLowerCase(Locale.ROOT);
        if (url.isEmpty() || !IMAGES.contains(type) || !(action.equals("published") || action.equals("updated"))) {
            return List.of();
        }
        String tag = version.text("container_metadata", "tag", "name");
        return List.of(ImageText.of(url, tag));
    }
}
