package io.jenkins.plugins.kargo.engine.webhook;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.RepositoryChange;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.util.List;

/** What one kind of sender sends. Stateless. */
interface Receiver {
    /** The key of the secret in Kargo's Secrets. */
    @NonNull
    default String secretKey() {
        return "secret";
    }

    /**
     * Checks the sender. Nothing is checked for those who can sign nothing: their address itself is the secret.
     *
     * @throws WebhookRefused with status 401
     */
    default void authenticate(@NonNull WebhookRequest request, @NonNull SecretText secret) throws WebhookRefused {}

    /**
     * What has changed; empty for events that mean nothing, such as a ping.
     *
     * @throws WebhookRefused for other events, and what cannot be read
     */
    @NonNull
    List<RepositoryChange> read(@NonNull WebhookRequest request) throws WebhookRefused;
}
