package io.jenkins.plugins.kargo.engine.webhook;

import io.jenkins.plugins.kargo.engine.discovery.RepositoryChange;
import java.util.ArrayList;
import java.util.List;

/** Azure: the container registry and Azure DevOps, told apart by who says to send it. */
final class AzureReceiver implements Receiver {
    @Override
    public List<RepositoryChange> read(WebhookRequest request) throws WebhookRefused {
        String agent = request.header("User-Agent");
        Payload payload = Payload.of(request);
        if (agent.startsWith("AzureContainerRegistry")) {
            return registry(payload);
        }
        if (agent.startsWith("VSServices")) {
            return devOps(payload);
        }
        throw WebhookRefused.badRequest("the User-Agent is neither AzureContainerRegistry nor VSServices");
    }

    private static List<RepositoryChange> registry(Payload payload) throws WebhookRefused {
        String action = payload.text("action");
        return switch (action) {
            case "ping" -> List.of();
            case "push", "chart_push" ->
                List.of(new RepositoryChange.Image(
                        payload.text("request", "host") + '/' + payload.text("target", "repository"),
                        payload.text("target", "tag")));
            default -> throw WebhookRefused.unsupported(action);
        };
    }

    private static List<RepositoryChange> devOps(Payload payload) throws WebhookRefused {
        String event = payload.text("eventType");
        Payload resource = payload.at("resource");
        List<String> urls = resource.at("repository").texts("remoteUrl", "webUrl", "sshUrl");
        switch (event) {
            case "git.push":
                List<RepositoryChange> changes = new ArrayList<>();
                String main = resource.text("repository", "defaultBranch").replaceFirst("^refs/heads/", "");
                for (Payload update : resource.list("refUpdates")) {
                    changes.add(new RepositoryChange.Push(urls, update.text("name"), main, null));
                }
                return changes;
            case "git.pullrequest.merged":
                return List.of(new RepositoryChange.PullRequest(urls, resource.whole("pullRequestId")));
            case "git.pullrequest.updated":
                return resource.text("status").equals("abandoned")
                        ? List.of(new RepositoryChange.PullRequest(urls, resource.whole("pullRequestId")))
                        : List.of();
            default:
                throw WebhookRefused.unsupported(event);
        }
    }
}
