package io.jenkins.plugins.kargo.engine.webhook;

import io.jenkins.plugins.kargo.engine.discovery.RepositoryChange;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** GitLab: pushes of branches and tags, and merge requests that are merged or closed. */
final class GitLabReceiver implements Receiver {
    @Override
    public String secretKey() {
        return "secret-token";
    }

    @Override
    public void authenticate(WebhookRequest request, SecretText secret) throws WebhookRefused {
        Signatures.requireSecret(request, "X-Gitlab-Token", secret);
    }

    @Override
    public List<RepositoryChange> read(WebhookRequest request) throws WebhookRefused {
        String event = request.header("X-Gitlab-Event");
        Payload payload = Payload.of(request);
        switch (event) {
            case "Push Hook", "Tag Push Hook":
                return List.of(push(payload));
            case "Merge Request Hook":
                String action = payload.text("object_attributes", "action");
                return action.equals("merge") || action.equals("close")
                        ? List.of(new RepositoryChange.PullRequest(
                                urls(payload), payload.whole("object_attributes", "iid")))
                        : List.of();
            default:
                throw WebhookRefused.unsupported(event);
        }
    }

    /** Twenty commits at most are listed; a new branch lists those that are new to the repository only. */
    private static RepositoryChange push(Payload payload) {
        List<Payload> commits = payload.list("commits");
        boolean complete = !commits.isEmpty()
                && payload.number("total_commits_count") == commits.size()
                && !payload.text("before").matches("0+");
        return new RepositoryChange.Push(
                urls(payload),
                payload.text("ref"),
                payload.text("project", "default_branch"),
                complete ? Payload.paths(commits) : null);
    }

    private static List<String> urls(Payload payload) {
        Set<String> urls = new LinkedHashSet<>();
        urls.addAll(payload.at("project").texts("git_http_url", "git_ssh_url", "web_url"));
        urls.addAll(payload.at("repository").texts("git_http_url", "git_ssh_url", "homepage"));
        return List.copyOf(urls);
    }
}
