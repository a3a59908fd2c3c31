package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.kargo.engine.api.Caller;
import io.jenkins.plugins.kargo.engine.api.Runners;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import java.util.Map;
import java.util.Optional;
import jenkins.model.ParameterizedJobMixIn;

/**
 * The jobs that carry out what people ask for: the declared runner, else the config job; of a multibranch project its
 * declared or primary branch. Everything is looked up anew, and as the current user where that matters.
 */
public final class RunnerJobs implements Runners {
    private final Declarations declarations = new JenkinsDeclarations();
    private final ProjectJobs jobs;

    public RunnerJobs(@NonNull StoreAccess store) {
        this.jobs = new ProjectJobs(store);
    }

    @Override
    public Readiness readiness(ProjectKey project, Caller caller) {
        String name = jobs.runnerName(project);
        if (name.isEmpty()) {
            return refused(
                    "No job carries out promotions of " + project + " yet: run a build with kargoWarehouse first");
        }
        Job<?, ?> job = jobs.find(project, name);
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
    public Declared declared(ProjectKey project) {
        return declarations
                .of(project)
                .map(one ->
                        new Declared(one.effectiveRunnerJob(), one.configBranch(), one.manifests(), one.promoters()))
                .orElseGet(() -> new Declared(jobs.runnerName(project), "", Declaration.DEFAULT_MANIFESTS, Map.of()));
    }

    @Override
    public void start(ProjectKey project, PromotionRequest request, Caller caller) {
        Job<?, ?> job = jobs.find(project, jobs.runnerName(project));
        if (job != null) {
            job.checkPermission(Item.BUILD);
            ParameterizedJobMixIn.scheduleBuild2(
                    job, 0, KargoCause.actions(request, caller.userId()).toArray(new Action[0]));
        }
    }

    /** The job that works for the project now, whoever asks; empty when there is none (any more). */
    @NonNull
    public Optional<Job<?, ?>> job(@NonNull ProjectKey project) {
        String name = jobs.runnerName(project);
        return name.isEmpty() ? Optional.empty() : Optional.ofNullable(jobs.find(project, name));
    }

    private static Readiness refused(String reason) {
        return new Readiness(false, reason);
    }
}
