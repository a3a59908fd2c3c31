package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.project.BuildFacts;
import io.jenkins.plugins.kargo.project.KargoCause;
import io.jenkins.plugins.kargo.project.ProjectAccess;
import io.jenkins.plugins.kargo.project.ProjectRefused;
import io.jenkins.plugins.kargo.project.ProjectResolver;
import io.jenkins.plugins.kargo.project.RunFacts;
import java.time.Clock;

/** The project of a build's steps, and what is stored for it. Blocks on the store. */
final class BuildProject {
    private final Run<?, ?> run;
    private final KargoBuildAction action;
    private final ProjectResolver resolver;

    private BuildProject(Run<?, ?> run) {
        this.run = run;
        this.action = KargoBuildAction.find(run);
        this.resolver = ProjectResolver.of(KargoRuntime.get().store().projects(), Clock.systemUTC());
    }

    @NonNull
    static BuildProject of(@NonNull Run<?, ?> run) {
        return new BuildProject(run);
    }

    @NonNull
    BuildFacts facts() {
        return RunFacts.of(run, action != null && action.isOnlyPromotionCommits());
    }

    @NonNull
    ProjectResolver resolver() {
        return resolver;
    }

    /**
     * @param name null for the project that the build has used already, or was requested for, else the job's
     * @param stage null when nothing is promoted
     */
    @NonNull
    ProjectAccess resolve(@CheckForNull String name, @CheckForNull String stage) throws ProjectRefused {
        String known = name;
        if (known == null && action != null && !action.getProject().isEmpty()) {
            known = '/' + action.getProject();
        }
        KargoCause cause = run.getCause(KargoCause.class);
        if (known == null && cause != null) {
            known = '/' + cause.getProject().path();
        }
        return resolver.resolve(facts(), known, stage);
    }

    @NonNull
    ConfigurationRevision currentRevision(@NonNull ProjectKey project) throws AbortException {
        return KargoRuntime.get()
                .store()
                .projects()
                .currentRevision(project)
                .orElseThrow(
                        () -> new AbortException("The project " + project + " has no configuration yet: a build of "
                                + "its configuration job must call kargoWarehouse on a checkout that holds its YAML"));
    }

    @NonNull
    Configuration configuration(@NonNull ProjectKey project, @NonNull ConfigurationRevision revision)
            throws AbortException {
        return KargoRuntime.get()
                .configurations()
                .find(project, revision.hash())
                .orElseThrow(() -> new AbortException(
                        "The configuration " + revision.hash() + " of project " + project + " is not in the store"));
    }
}
