package io.jenkins.plugins.kargo.web;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.SecretUnavailable;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver;
import io.jenkins.plugins.kargo.engine.store.ProjectStore.ProjectRecord;
import io.jenkins.plugins.kargo.engine.webhook.Webhooks;
import io.jenkins.plugins.kargo.trigger.ChangeEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The receivers of all projects by their addresses. Reading all configurations and secrets takes time, and anybody can ask
 * for an address: how often what is not known is looked up again is limited. The secret of a receiver that is known is
 * read anew each time, so that a changed one counts at once, and the address of the old one is gone. Safe for many threads.
 */
final class ReceiverIndex {
    private static final long STALE_AFTER = Duration.ofMinutes(5).toNanos();

    /** So many at once, and then one for each pause. */
    private static final int RELOADS = 5;

    private static final long PAUSE = Duration.ofSeconds(2).toNanos();

    private static final ReceiverIndex INSTANCE = new ReceiverIndex();

    private Map<String, Entry> entries = Map.of();
    private long loadedAt;
    private boolean loaded;
    private long allowance = RELOADS * PAUSE;
    private long countedAt = System.nanoTime();

    /**
     * @param path below {@code /kargo-webhook/}, empty when the receiver does not work
     * @param problem why it does not work, in words
     */
    record Entry(ProjectKey project, WebhookReceiver receiver, SecretText secret, String path, String problem) {}

    private ReceiverIndex() {}

    static ReceiverIndex get() {
        return INSTANCE;
    }

    /** @param path type and id, with a slash between them */
    @NonNull
    synchronized Optional<Entry> find(@NonNull KargoRuntime runtime, @NonNull String path) {
        Entry known = entries.get(path);
        Entry now = known == null ? null : entry(runtime, known.project(), known.receiver());
        boolean stale = !loaded || System.nanoTime() - loadedAt > STALE_AFTER;
        if (!stale && now != null && now.path().equals(path)) {
            return Optional.of(now);
        }
        if (stale || mayReload()) {
            entries = load(runtime);
            loadedAt = System.nanoTime();
            loaded = true;
            return Optional.ofNullable(entries.get(path));
        }
        return Optional.empty();
    }

    private boolean mayReload() {
        long time = System.nanoTime();
        allowance = Math.min(RELOADS * PAUSE, allowance + time - countedAt);
        countedAt = time;
        boolean enough = allowance >= PAUSE;
        allowance -= enough ? PAUSE : 0;
        return enough;
    }

    private static Map<String, Entry> load(KargoRuntime runtime) {
        Map<String, Entry> all = new HashMap<>();
        for (ProjectRecord record : runtime.store().projects().all()) {
            if (record.archivedAt() == null) {
                for (Entry entry : of(runtime, record.key())) {
                    if (entry.problem().isEmpty()) {
                        all.put(entry.path(), entry);
                    }
                }
            }
        }
        return all;
    }

    /** The receivers of one project, those included that do not work. */
    @NonNull
    static List<Entry> of(@NonNull KargoRuntime runtime, @NonNull ProjectKey project) {
        List<Entry> entries = new ArrayList<>();
        new ChangeEvents(runtime).configuration(project).ifPresent(configuration -> {
            for (WebhookReceiver receiver : configuration.webhookReceivers()) {
                entries.add(entry(runtime, project, receiver));
            }
        });
        return entries;
    }

    private static Entry entry(KargoRuntime runtime, ProjectKey project, WebhookReceiver receiver) {
        try {
            Map<String, SecretText> values = runtime.secrets().find(project, receiver.secret());
            Optional<SecretText> secret = values == null ? Optional.empty() : Webhooks.secret(receiver, values);
            if (secret.isPresent()) {
                String path = receiver.type() + '/' + Webhooks.id(project, receiver, secret.get());
                return new Entry(project, receiver, secret.get(), path, "");
            }
            return broken(
                    project,
                    receiver,
                    "no secret is bound to the name '" + receiver.secret() + "': an administrator binds a secret text"
                            + " to it in the project's declaration or in Kargo's configuration (Secrets)");
        } catch (SecretUnavailable e) {
            return broken(project, receiver, String.valueOf(e.getMessage()));
        }
    }

    private static Entry broken(ProjectKey project, WebhookReceiver receiver, String problem) {
        return new Entry(project, receiver, new SecretText(""), "", problem);
    }
}
