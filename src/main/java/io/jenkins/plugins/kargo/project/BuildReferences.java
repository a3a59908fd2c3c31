package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Cause;
import hudson.model.Run;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Builds as the engine knows them. */
public final class BuildReferences {
    private BuildReferences() {}

    @NonNull
    public static BuildReference of(@NonNull Run<?, ?> run) {
        return new BuildReference(
                run.getExternalizableId(),
                run.getUrl(),
                run.getFullDisplayName(),
                new ArrayList<>(startedBy(run.getCauses())));
    }

    /** Who made the build happen, as Kargo prints actors: the first person behind it, else the build itself. */
    @NonNull
    public static String actor(@NonNull BuildReference build) {
        return build.startedBy().isEmpty()
                ? "build:" + build.id()
                : build.startedBy().get(0);
    }

    /** Ids of the users behind the causes, those of upstream builds included. */
    static Set<String> startedBy(Collection<? extends Cause> causes) {
        Set<String> users = new LinkedHashSet<>();
        for (Cause cause : causes) {
            if (cause instanceof KargoCause request) {
                users.add(request.getUserId());
            } else if (cause instanceof Cause.UserIdCause user && user.getUserId() != null) {
                users.add(user.getUserId());
            } else if (cause instanceof Cause.UpstreamCause upstream) {
                users.addAll(startedBy(upstream.getUpstreamCauses()));
            }
        }
        return users;
    }
}
