package io.jenkins.plugins.kargo.engine.webhook;

import io.jenkins.plugins.kargo.engine.discovery.RepositoryChange;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.util.List;

/** Gitea and Forgejo: pushes, and pull requests that are closed. */
final class GiteaReceiver implements Receiver {
    @Override
    public void authenticate(WebhookRequest request, SecretText secret) throws WebhookRefused {
        Signatures.requireHmac(request, "X-Hub-Signature-256", secret);
    }

    @Override
    public List<RepositoryChange> read(WebhookRequest request) throws WebhookRefused {
        String event = request.header("X-Gitea-Event");
        Payload payload = Payload.of(request);
        List<String> urls = payload.at("repository").texts("clone_url", "html_url", "ssh_url");
        switch (event) {
            case "push":
                return List.of(push(payload, urls));
            case "pull_request":
                return payload.text("action").equals("closed")
                        ? List.of(new RepositoryChange.PullRequest(urls, payload.whole("pull_request", "number")))
                        : List.of();
            default:
                throw WebhookRefused.notImplemented(event);
        }
    }

    private static RepositoryChange push(Payload payload, List<String> urls) {
        List<Payload> commits = payload.list("commits");
        boolean complete = !commits.isEmpty()
                && payload.number("total_commits") == commits.size()
                && !payload.text("before").matches("0+");
        return new RepositoryChange.Push(
                urls,
                payload.text("ref"),
                payload.text("repository", "default_branch"),
                complete ? Payload.paths(commits) : null);
    }
}
