package io.jenkins.plugins.kargo.engine.expression.function;

import io.jenkins.plugins.kargo.engine.model.Subscription;
import java.util.List;
import java.util.Map;

/** Subscriptions of which only the repository matters. */
final class Subscriptions {
    private Subscriptions() {}

    static Subscription git(String repoURL) {
        return new Subscription.Git(
                "",
                repoURL,
                Subscription.CommitSelection.NewestFromBranch,
                "",
                "",
                false,
                List.of(),
                List.of(),
                "",
                List.of(),
                List.of(),
                20,
                null,
                false,
                false);
    }

    static Subscription image(String repoURL) {
        return new Subscription.Image(
                "", repoURL, Subscription.ImageSelection.SemVer, "", false, List.of(), List.of(), "", 20, false, false);
    }

    static Subscription chart(String repoURL, String name) {
        return new Subscription.Chart("", repoURL, name, "", 20, false);
    }

    static Subscription generic(String name) {
        return new Subscription.Generic(name, "type", Map.of(), 20);
    }
}
