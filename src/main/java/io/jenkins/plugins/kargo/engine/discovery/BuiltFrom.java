package io.jenkins.plugins.kargo.engine.discovery;

import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The commits from which pinned images were built, as the images say by {@code org.opencontainers.image.revision}: the
 * Freight then holds what belongs together, even when the branch has moved on meanwhile.
 */
final class BuiltFrom {
    private static final Logger LOGGER = Logger.getLogger(BuiltFrom.class.getName());
    private static final String REVISION = "org.opencontainers.image.revision";
    private static final String SOURCE = "org.opencontainers.image.source";

    private BuiltFrom() {}

    /** Pins for git subscriptions that have none. What cannot be read here is an error where the image itself is read. */
    static List<Pin> pins(Warehouse warehouse, PinnedSubscriptions pinned, DiscoveryEnvironment environment)
            throws InterruptedException {
        List<Subscription.Git> open = warehouse.subscriptions().stream()
                .filter(one -> one instanceof Subscription.Git && pinned.of(one).isEmpty())
                .map(Subscription.Git.class::cast)
                .toList();
        Map<Subscription.Git, Pin> found = new LinkedHashMap<>();
        for (Subscription one : warehouse.subscriptions()) {
            Pin pin = pinned.of(one).orElse(null);
            if (open.isEmpty() || pin == null || !(one instanceof Subscription.Image image)) {
                continue;
            }
            try {
                Map<String, String> labels =
                        environment.services().images().labels(image, pin.version(), environment.credentials());
                Subscription.Git repository = repository(open, labels, environment);
                if (repository != null) {
                    Pin commit = new Pin(Pin.Kind.COMMIT, repository.repoURL(), labels.get(REVISION));
                    Pin other = found.put(repository, commit);
                    if (other != null && !other.equals(commit)) {
                        throw new InvalidPinException(
                                "artifacts: the pinned images were built from different commits of "
                                        + repository.repoURL() + ", " + other.version() + " and " + commit.version()
                                        + ": pin the commit, too");
                    }
                }
            } catch (IOException | CredentialRefused | IllegalArgumentException e) {
                if (e instanceof InvalidPinException refused) {
                    throw refused;
                }
                LOGGER.log(Level.FINE, e, () -> "From which commit " + image.describe() + " was built is not known");
            }
        }
        return List.copyOf(found.values());
    }

    /** The subscription to the repository that the image names; without a name the only one, if it has the commit. */
    private static Subscription.Git repository(
            List<Subscription.Git> open, Map<String, String> labels, DiscoveryEnvironment environment)
            throws IOException, InterruptedException, CredentialRefused {
        String revision = labels.getOrDefault(REVISION, "");
        if (!revision.matches("[0-9a-f]{40}")) {
            return null;
        }
        String source = labels.getOrDefault(SOURCE, "");
        if (!source.isBlank()) {
            return open.stream()
                    .filter(git -> GitUrls.normalize(source).equals(GitUrls.normalize(git.repoURL())))
                    .findFirst()
                    .orElse(null);
        }
        if (open.size() != 1) {
            return null;
        }
        environment.services().git().pinned(open.get(0), revision, environment.credentials());
        return open.get(0);
    }
}
