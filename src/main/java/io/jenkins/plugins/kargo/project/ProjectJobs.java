package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.store.ProjectStore.ProjectRecord;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.metadata.PrimaryInstanceMetadataAction;

/** Finds the jobs of a project, anew for every use. */
public final class ProjectJobs {
    private final StoreAccess store;
    private final Declarations declarations = new JenkinsDeclarations();

    public ProjectJobs(@NonNull StoreAccess store) {
        this.store = store;
    }

    /** Full name of the job that carries out requests, empty while the project has none. */
    @NonNull
    String runnerName(ProjectKey project) {
        return declarations
                .of(project)
                .map(Declaration::effectiveRunnerJob)
                .or(() -> store.store().projects().find(project).map(ProjectRecord::configJob))
                .orElse("");
    }

    /** Full names of the jobs, and of multibranch projects, whose builds may carry out promotions of the project. */
    @NonNull
    public Set<String> promoting(@NonNull ProjectKey project) {
        Set<String> names = new LinkedHashSet<>();
        names.add(runnerName(project));
        store.store().projects().find(project).map(ProjectRecord::configJob).ifPresent(names::add);
        declarations.of(project).ifPresent(declared -> {
            names.add(declared.configJob());
            declared.promoters().values().forEach(names::addAll);
        });
        names.remove("");
        return names;
    }

    /** The job whose trusted builds store the project's configuration, null when it does not exist any more. */
    @CheckForNull
    public Job<?, ?> configJob(@NonNull ProjectKey project) {
        return declarations
                .of(project)
                .map(Declaration::configJob)
                .or(() -> store.store().projects().find(project).map(ProjectRecord::configJob))
                .map(name -> find(project, name))
                .orElse(null);
    }

    /**
     * Existence is no secret from those who may read the project; what they may do with the job is asked separately.
     *
     * @param name of a job, or of a multibranch project, of which the declared or primary branch is meant
     */
    @CheckForNull
    Job<?, ?> find(ProjectKey project, String name) {
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
}
