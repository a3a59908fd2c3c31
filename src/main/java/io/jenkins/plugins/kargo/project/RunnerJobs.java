package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kargo.engine.api.Caller;
import io.jenkins.plugins.kargo.engine.api.Runners;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import io.jenkins.plugins.kargo.engine.store.ProjectStore.ProjectRecord;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.metadata.PrimaryInstanceMetadataAction;

/**
 * The jobs that carry out what people ask for: the declared runner, else the config job; of a multibranch project its
 * declared or primary branch. Everything is looked up anew, and as the current user where that matters.
 */
public final class RunnerJobs implements Runners {
    private final StoreAccess store;
    private final Declarations declarations = new JenkinsDeclarations();

    public RunnerJobs(@NonNull StoreAccess store) {
        this.store = store;
    }

    @Override
    public Readiness readiness(ProjectKey project, Caller caller) {
        String name = runnerName(project);
        if (name.isEmpty()) {
            return refused(
                    "No job carries out promotions of " + project + " yet: run a build with kargoWarehouse first");
        }
        Job<?, ?> job = find(project, name);
        if (job == null) {
            return refused("The job '" + name + "', which carries out the promotions of " + project
                    + ", does not exist any more: declare another runner job");
        }
        if (!job.hasPermission(Item.BUILD)) {
            return refused("You may not start the job '" + name + "', which carries out the promotions of " + project
                    + ": that needs the permission Job/Build on it");
        }
        if (!job.isBuildable() || !(job instanceof ParameterizedJobMixIn.ParameterizedJob)) {
            return refused("The job '" + name + "', which carries out the promotions of " + project
                    + ", is disabled: enable it first");
        }
        return new Readiness(true, "");
    }

    @Override
    public void start(ProjectKey project, PromotionRequest request, Caller caller) {
        Job<?, ?> job = find(project, runnerName(project));
        if (job != null) {
            job.checkPermission(Item.BUILD);
            ParameterizedJobMixIn.scheduleBuild2(
                    job, 0, KargoCause.actions(request, caller.userId()).toArray(new Action[0]));
        }
    }

    /** The job that works for the project now, whoever asks; empty when there is none (any more). */
    @NonNull
    public Optional<Job<?, ?>> job(@NonNull ProjectKey project) {
        String name = runnerName(project);
        return name.isEmpty() ? Optional.empty() : Optional.ofNullable(find(project, name));
    }

    private String runnerName(ProjectKey project) {
        return declarations
                .of(project)
                .map(Declaration::effectiveRunnerJob)
                .or(() -> store.store().projects().find(project).map(ProjectRecord::configJob))
                .orElse("");
    }

    /** Existence is no secret from those who may read the project; what they may do with the job is asked separately. */
    @CheckForNull
    private Job<?, ?> find(ProjectKey project, String name) {
        String branch = declarations.of(project).map(Declaration::configBranch).orElse("");
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            Item item = Jenkins.get().getItemByFullName(name, Item.class);
            if (item instanceof Job<?, ?> job) {
                return job;
            }
            return item instanceof ItemGroup<?> branches
                    ? branchJob(branches, branch).orElse(null)
                    : null;
        }
    }

    private static Optional<Job<?, ?>> branchJob(ItemGroup<?> branches, String branch) {
        for (Item item : branches.getItems()) {
            if (item instanceof Job<?, ?> job && isWanted(job, branch)) {
                return Optional.of(job);
            }
        }
        return Optional.empty();
    }

    private static boolean isWanted(Job<?, ?> job, String branch) {
        if (branch.isEmpty()) {
            return job.getAction(PrimaryInstanceMetadataAction.class) != null;
        }
        SCMHead head = SCMHead.HeadByItem.findHead(job);
        return head != null && head.getName().equals(branch);
    }

    private static Readiness refused(String reason) {
        return new Readiness(false, reason);
    }
}
