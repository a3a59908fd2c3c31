package io.jenkins.plugins.kargo.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.project.ProjectJobs;
import io.jenkins.plugins.kargo.project.ProjectResolver;
import io.jenkins.plugins.kargo.project.StoreAccess;
import io.jenkins.plugins.kargo.security.JenkinsCredentialResolver;

/** The credentials of a project when no build asks: those that its bindings give its config job. */
final class ProjectCredentials {
    private final ProjectJobs jobs;
    private final ProjectResolver projects;

    ProjectCredentials(@NonNull StoreAccess store, @NonNull ProjectResolver projects) {
        this.jobs = new ProjectJobs(store);
        this.projects = projects;
    }

    /** Credentials that are refused, with the reason, when the job does not exist any more. */
    @NonNull
    CredentialResolver of(@NonNull ProjectKey project) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            Job<?, ?> job = jobs.configJob(project);
            if (job != null) {
                return JenkinsCredentialResolver.forJob(job, projects.bindings(project), projects.argoCDs(project));
            }
        }
        return (url, access) -> {
            throw new CredentialRefused("the job that holds the configuration of " + project
                    + ", whose credentials would be needed, does not exist any more");
        };
    }
}
