package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a build wants to be promoted.
 *
 * @param revision hash of the configuration revision that {@code configuration} was read from
 * @param freight name or alias; null for what the adopted request names, else the newest that this build created, else
 *     the newest that is available to the stage
 * @param vars override the stage's and the template's variables; values may hold expressions
 * @param actor who asks, as Kargo prints actors
 * @param request id of a person's request to adopt, null for none
 * @param preview renders and shows, and leaves nothing behind, not even in the store
 * @param automatic whether nobody chose the Freight: refused when auto-promotion would not take it now
 */
public record PromotionOrder(
        @NonNull ProjectKey project,
        @NonNull String revision,
        @NonNull Configuration configuration,
        @NonNull String stage,
        @CheckForNull String freight,
        @NonNull Map<String, String> vars,
        @NonNull String actor,
        @NonNull BuildReference build,
        @CheckForNull String request,
        boolean preview,
        boolean automatic) {
    public PromotionOrder {
        vars = new LinkedHashMap<>(vars);
    }

    /** Of what somebody chose, or of what a build made. */
    public PromotionOrder(
            @NonNull ProjectKey project,
            @NonNull String revision,
            @NonNull Configuration configuration,
            @NonNull String stage,
            @CheckForNull String freight,
            @NonNull Map<String, String> vars,
            @NonNull String actor,
            @NonNull BuildReference build,
            @CheckForNull String request,
            boolean preview) {
        this(project, revision, configuration, stage, freight, vars, actor, build, request, preview, false);
    }

    /** The same for Freight that auto-promotion takes. @param candidate its name */
    @NonNull
    public PromotionOrder automatic(@NonNull String candidate) {
        return new PromotionOrder(
                project, revision, configuration, stage, candidate, vars, actor, build, null, preview, true);
    }

    /** Whether the Jenkinsfile says which Freight. What a request means for auto-promotion was decided when it was made. */
    boolean isChosen() {
        return !automatic && request == null && freight != null;
    }
}
