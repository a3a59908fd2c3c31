package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/**
 * What a project may see of other items: what the user sees with whose authority its runner job is built. A controller
 * that builds everything as SYSTEM would show every project everything; there a project sees what lies in its own folder,
 * and what everybody may read.
 */
public final class ProjectAuthority {
    private final RunnerJobs runners;

    public ProjectAuthority(@NonNull StoreAccess store) {
        runners = new RunnerJobs(store);
    }

    public boolean mayRead(@NonNull ProjectKey project, @NonNull Item item) {
        Authentication authority =
                runners.job(project).map(ProjectAuthority::of).orElse(ACL.SYSTEM2);
        if (!authority.equals(ACL.SYSTEM2)) {
            return item.getACL().hasPermission2(authority, Item.READ);
        }
        return isOwn(project.owner(), item.getFullName())
                || item.getACL().hasPermission2(Jenkins.ANONYMOUS2, Item.READ);
    }

    /** In the folder or below it; for a project at the top only what itself lies at the top. */
    static boolean isOwn(@NonNull String owner, @NonNull String item) {
        return owner.isEmpty() ? item.indexOf('/') < 0 : item.startsWith(owner + '/');
    }

    /** With whose authority a job is built. */
    @NonNull
    public static Authentication of(@NonNull Job<?, ?> job) {
        return job instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
    }

    /** The item that a name means in a project's manifests: relative to its folder, {@code /} begins at the root. */
    @NonNull
    public static String fullName(@NonNull ProjectKey project, @NonNull String name) {
        return ItemNames.absolute(project.owner(), name);
    }

    /** The job of that full name, if the project may read it. */
    @NonNull
    public Optional<Job<?, ?>> findJob(@NonNull ProjectKey project, @NonNull String fullName) {
        try (var ignored = ACL.as2(ACL.SYSTEM2)) {
            Job<?, ?> job = Jenkins.get().getItemByFullName(fullName, Job.class);
            return job == null || !mayRead(project, job) ? Optional.empty() : Optional.of(job);
        }
    }
}
