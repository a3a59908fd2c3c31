package io.jenkins.plugins.kargo.engine.webhook;

import io.jenkins.plugins.kargo.engine.discovery.RepositoryChange;
import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.util.ArrayList;
import java.util.List;

/** Bitbucket Cloud and Data Center: pushes, and pull requests that are merged or declined. */
final class BitbucketReceiver implements Receiver {
    @Override
    public void authenticate(WebhookRequest request, SecretText secret) throws WebhookRefused {
        Signatures.requireHmac(request, "X-Hub-Signature", secret);
    }

    @Override
    public List<RepositoryChange> read(WebhookRequest request) throws WebhookRefused {
        String event = request.header("X-Event-Key");
        Payload payload = Payload.of(request);
        return switch (event) {
            case "diagnostics:ping" -> List.of();
            case "repo:push" -> cloudPush(payload);
            case "repo:refs_changed" -> serverPush(payload);
            case "pullrequest:fulfilled", "pullrequest:rejected" ->
                List.of(new RepositoryChange.PullRequest(
                        cloudUrls(payload.at("repository")), payload.whole("pullrequest", "id")));
            case "pr:merged", "pr:declined" ->
                List.of(new RepositoryChange.PullRequest(
                        serverUrls(payload.at("pullRequest", "toRef", "repository")),
                        payload.whole("pullRequest", "id")));
            default -> throw WebhookRefused.unsupported(event);
        };
    }

    private static List<RepositoryChange> cloudPush(Payload payload) throws WebhookRefused {
        List<String> urls = cloudUrls(payload.at("repository"));
        String main = payload.text("repository", "mainbranch", "name");
        List<RepositoryChange> changes = new ArrayList<>();
        for (Payload change : payload.list("push", "changes")) {
            // A removed ref has no new side.
            Payload ref = change.at(change.at("new").value() == null ? "old" : "new");
            String kind = ref.text("type").equals("tag") ? "refs/tags/" : "refs/heads/";
            changes.add(new RepositoryChange.Push(urls, kind + ref.text("name"), main, null));
        }
        return changes;
    }

    private static List<RepositoryChange> serverPush(Payload payload) throws WebhookRefused {
        List<String> urls = serverUrls(payload.at("repository"));
        List<RepositoryChange> changes = new ArrayList<>();
        for (Payload change : payload.list("changes")) {
            changes.add(new RepositoryChange.Push(urls, change.text("ref", "id"), null));
        }
        return changes;
    }

    private static List<String> cloudUrls(Payload repository) throws WebhookRefused {
        return known(repository.at("links", "html").texts("href"));
    }

    private static List<String> serverUrls(Payload repository) throws WebhookRefused {
        List<String> urls = new ArrayList<>();
        repository.list("links", "clone").forEach(link -> urls.addAll(link.texts("href")));
        String project = repository.text("project", "key");
        String slug = repository.text("slug");
        if (urls.isEmpty() && !project.isEmpty() && !slug.isEmpty()) {
            // Data Center sends no links in many of its versions, nor its own address.
            urls.add(GitUrls.ANY_HOST + '/' + project + '/' + slug);
        }
        return known(urls);
    }

    private static List<String> known(List<String> urls) throws WebhookRefused {
        if (urls.isEmpty()) {
            throw WebhookRefused.badRequest(
                    "the payload does not say the URL of the repository (links, or project.key and slug)");
        }
        return urls;
    }
}
