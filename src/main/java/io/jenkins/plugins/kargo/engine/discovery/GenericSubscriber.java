package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Finds the artifacts of a subscription that is none of git, image and chart. Called from many threads. */
@FunctionalInterface
public interface GenericSubscriber {
    /**
     * What is wrong with a {@code config}, by the path of the field below it; the empty path means the whole. Asked when
     * manifests are loaded, before anything is looked up; without I/O.
     */
    @NonNull
    default Map<String, String> problems(@NonNull Map<String, Object> config) {
        return Map.of();
    }

    /**
     * Best first, at most the subscription's limit; every reference carries the subscription's name.
     *
     * @throws IllegalArgumentException when the subscription's config is wrong, saying which field
     */
    @NonNull
    List<ArtifactReference> discover(
            @NonNull Subscription.Generic subscription, @NonNull DiscoveryEnvironment environment)
            throws IOException, InterruptedException, CredentialRefused;
}
