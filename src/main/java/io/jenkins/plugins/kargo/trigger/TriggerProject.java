package io.jenkins.plugins.kargo.trigger;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Job;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.project.ProjectAccess;
import io.jenkins.plugins.kargo.project.ProjectRefused;
import io.jenkins.plugins.kargo.project.ProjectResolver;
import io.jenkins.plugins.kargo.project.RunFacts;
import java.time.Clock;
import java.util.Optional;

/** The project that a trigger is about: the same as a build of its job would mean. Blocks on the store. */
final class TriggerProject {
    private TriggerProject() {}

    @NonNull
    static ProjectAccess of(@NonNull KargoFreightTrigger trigger, @NonNull Job<?, ?> job) throws ProjectRefused {
        return ProjectResolver.of(KargoRuntime.get().store().projects(), Clock.systemUTC())
                .resolve(
                        RunFacts.of(job),
                        trigger.getProject().isEmpty() ? null : trigger.getProject(),
                        trigger.getStages().isEmpty()
                                ? null
                                : trigger.getStages().get(0));
    }

    /** Empty when the job has no business with any. */
    @NonNull
    static Optional<ProjectAccess> find(@NonNull KargoFreightTrigger trigger, @NonNull Job<?, ?> job) {
        try {
            return Optional.of(of(trigger, job));
        } catch (ProjectRefused e) {
            return Optional.empty();
        }
    }
}
