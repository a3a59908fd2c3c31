package io.jenkins.plugins.kargo.engine.webhook;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.ChangeFilter;
import io.jenkins.plugins.kargo.engine.discovery.RepositoryChange;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a project's webhook receivers make of requests. Pure. */
public final class Webhooks {
    private static final String GENERIC = "generic";
    private static final int OK = 200;
    private static final int FAILED = 500;

    private Webhooks() {}

    /**
     * What a request that was taken means.
     *
     * @param warehouses to look at again
     * @param pullRequests that were merged or closed: what waits for one should look at it
     * @param status of HTTP for the answer
     * @param answer for the sender, as JSON
     */
    public record Outcome(
            @NonNull Set<String> warehouses,
            @NonNull List<RepositoryChange.PullRequest> pullRequests,
            int status,
            @NonNull Map<String, Object> answer) {
        public Outcome {
            warehouses = Set.copyOf(warehouses);
            pullRequests = List.copyOf(pullRequests);
            answer = Map.copyOf(answer);
        }

        private static Outcome of(
                Set<String> warehouses, List<RepositoryChange.PullRequest> pullRequests, String message) {
            return new Outcome(warehouses, pullRequests, OK, Map.of("msg", message));
        }
    }

    /**
     * The last part of a receiver's address, 64 hexadecimal digits, as Kargo makes it: of project, receiver and secret.
     * For senders that can sign nothing, to know it is to be allowed.
     */
    @NonNull
    public static String id(
            @NonNull ProjectKey project, @NonNull WebhookReceiver receiver, @NonNull SecretText secret) {
        try {
            String text = project.path() + receiver.name() + secret.reveal();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value that counts: that of Kargo's key, else the one for a single secret text. */
    @NonNull
    public static Optional<SecretText> secret(
            @NonNull WebhookReceiver receiver, @NonNull Map<String, SecretText> values) {
        String key =
                receiver.type().equals(GENERIC) ? "secret" : receiver(receiver).secretKey();
        for (String candidate : List.of(key, "token", "password")) {
            SecretText value = values.get(candidate);
            if (value != null && !value.reveal().isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /**
     * Checks the sender, then reads the request.
     *
     * @param configuration whose Warehouses may be concerned
     * @throws WebhookRefused with the status and words for the sender
     */
    @NonNull
    public static Outcome receive(
            @NonNull WebhookReceiver receiver,
            @NonNull SecretText secret,
            @NonNull WebhookRequest request,
            @NonNull Configuration configuration)
            throws WebhookRefused {
        if (request.body().length > WebhookRequest.MAX_BODY) {
            throw new WebhookRefused(413, "content exceeds limit of " + WebhookRequest.MAX_BODY + " bytes");
        }
        if (receiver.type().equals(GENERIC)) {
            return generic(GenericActions.of(receiver, request, configuration));
        }
        Receiver kind = receiver(receiver);
        kind.authenticate(request, secret);
        Set<String> warehouses = new LinkedHashSet<>();
        List<RepositoryChange.PullRequest> pullRequests = new ArrayList<>();
        List<RepositoryChange> changes = kind.read(request);
        for (RepositoryChange change : changes) {
            if (change instanceof RepositoryChange.PullRequest closed) {
                pullRequests.add(closed);
            }
            warehouses.addAll(ChangeFilter.concerned(configuration, change));
        }
        if (changes.isEmpty()) {
            return Outcome.of(Set.of(), List.of(), "event received, there is nothing to do");
        }
        return Outcome.of(
                warehouses,
                pullRequests,
                changes.size() == pullRequests.size()
                        ? "told the promotions that wait for the pull request"
                        : "refreshed " + warehouses.size() + " warehouse(s)");
    }

    private static Outcome generic(List<ActionResult> results) {
        Set<String> warehouses = new LinkedHashSet<>();
        results.forEach(result -> warehouses.addAll(result.warehouses()));
        boolean failed = results.stream().anyMatch(result -> result.result() == ActionResult.Result.Error);
        return new Outcome(
                warehouses,
                List.of(),
                failed ? FAILED : OK,
                Map.of("results", results.stream().map(ActionResult::json).toList()));
    }

    private static Receiver receiver(WebhookReceiver receiver) {
        return switch (receiver.type()) {
            case "github" -> new GitHubReceiver();
            case "gitlab" -> new GitLabReceiver();
            case "gitea" -> new GiteaReceiver();
            case "bitbucket" -> new BitbucketReceiver();
            case "azure" -> new AzureReceiver();
            case "dockerhub" -> new DockerHubReceiver();
            case "quay" -> new QuayReceiver();
            case "harbor" -> new HarborReceiver();
            case "artifactory" -> new ArtifactoryReceiver(receiver.virtualRepoName());
            default -> throw new IllegalArgumentException("There is no webhook receiver of type " + receiver.type());
        };
    }
}
