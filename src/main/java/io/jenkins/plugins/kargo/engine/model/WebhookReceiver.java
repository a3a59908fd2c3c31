package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Map;

/**
 * One of a ProjectConfig's webhook receivers: who may tell the project that something has changed.
 *
 * @param type such as {@code github}
 * @param secret the name under which an administrator bound the secret that it shares with the sender
 * @param virtualRepoName of Artifactory, empty for none
 * @param actions of the type generic, empty for others
 */
public record WebhookReceiver(
        @NonNull String name,
        @NonNull String type,
        @NonNull String secret,
        @NonNull String virtualRepoName,
        @NonNull List<Action> actions) {
    public WebhookReceiver {
        Values.required(name, "The receiver's name");
        Values.required(type, "The receiver's type");
        secret = Values.text(secret);
        virtualRepoName = Values.text(virtualRepoName);
        actions = Values.list(actions);
    }

    /**
     * Refreshes what the targets select.
     *
     * @param whenExpression must hold for the request, empty for always
     * @param parameters what the other texts see as {@code params}; their values may be templates
     */
    public record Action(
            @NonNull String whenExpression,
            @NonNull Map<String, String> parameters,
            @NonNull List<Target> targets) {
        public Action {
            whenExpression = Values.text(whenExpression);
            parameters = Values.map(parameters);
            targets = Values.list(targets);
        }
    }

    /**
     * Selects Warehouses; everything that is given must hold. Texts may be templates.
     *
     * @param name empty for any
     */
    public record Target(
            @NonNull String name,
            @NonNull Map<String, String> matchLabels,
            @NonNull List<PromotionPolicy.LabelExpression> matchExpressions,
            @NonNull List<IndexMatch> indices) {
        public Target {
            name = Values.text(name);
            matchLabels = Values.map(matchLabels);
            matchExpressions = Values.list(matchExpressions);
            indices = Values.list(indices);
        }
    }

    /** @param key {@code subscribedURLs} or {@code receiverPaths} */
    public record IndexMatch(
            @NonNull String key, boolean negated, @NonNull String value) {}
}
