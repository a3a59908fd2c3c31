package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Cause;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.metadata.PrimaryInstanceMetadataAction;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;

/** Reads from Jenkins what decides how far a build is trusted. */
public final class RunFacts {
    /**
     * Causes of builds whose script is not the job's own, by the names of classes that may not be installed. A restart from a
     * stage runs the script of the build it restarts, which may have been a Replay.
     */
    private static final Set<String> FOREIGN_SCRIPT = Set.of(
            "org.jenkinsci.plugins.workflow.cps.replay.ReplayCause",
            "org.jenkinsci.plugins.pipeline.modeldefinition.causes.RestartDeclarativePipelineCause");

    private RunFacts() {}

    /**
     * @param onlyPromotionCommits what a look at the checkout's history said, false when nobody looked; it does not count
     *     when a person made the build happen, because no loop did
     */
    @NonNull
    public static BuildFacts of(@NonNull Run<?, ?> run, boolean onlyPromotionCommits) {
        Job<?, ?> job = run.getParent();
        boolean unattended = BuildReferences.startedBy(run.getCauses()).isEmpty();
        return facts(
                job.getFullName(),
                job.getParent() instanceof Item project ? project.getFullName() : "",
                SCMHead.HeadByItem.findHead(job),
                job.getAction(PrimaryInstanceMetadataAction.class) != null,
                run.getCauses(),
                onlyPromotionCommits && unattended);
    }

    /** What holds for any build of the job that nobody starts by hand. */
    @NonNull
    public static BuildFacts of(@NonNull Job<?, ?> job) {
        return facts(
                job.getFullName(),
                job.getParent() instanceof Item project ? project.getFullName() : "",
                SCMHead.HeadByItem.findHead(job),
                job.getAction(PrimaryInstanceMetadataAction.class) != null,
                List.of(),
                false);
    }

    /** @param holder full name of what holds the job: for a branch its project */
    static BuildFacts facts(
            String jobName,
            String holder,
            @CheckForNull SCMHead head,
            boolean primary,
            Collection<? extends Cause> causes,
            boolean onlyPromotionCommits) {
        boolean replay = causes.stream().anyMatch(cause -> isOneOf(FOREIGN_SCRIPT, cause.getClass()));
        if (head == null || holder.isEmpty()) {
            return new BuildFacts(jobName, holder, "", false, false, replay, onlyPromotionCommits);
        }
        return new BuildFacts(
                holder,
                ItemNames.parent(holder),
                head.getName(),
                primary,
                head instanceof ChangeRequestSCMHead,
                replay,
                onlyPromotionCommits);
    }

    static boolean isOneOf(Set<String> names, Class<?> given) {
        for (Class<?> type = given; type != null; type = type.getSuperclass()) {
            if (names.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }
}
