package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import java.io.IOException;
import java.util.List;

/** Finds the artifacts of a subscription that is none of git, image and chart. Called from many threads. */
@FunctionalInterface
public interface GenericSubscriber {
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
