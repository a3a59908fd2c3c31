package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.security.ArgoCDBinding;
import io.jenkins.plugins.kargo.security.CredentialBinding;
import io.jenkins.plugins.kargo.security.SecretBinding;
import java.util.List;
import java.util.Map;

/**
 * What an administrator declared about a project, on a folder or globally.
 *
 * @param configJob full name of the job (for a multibranch project: of the project) whose builds store configuration
 * @param configBranch the branch of a multibranch project that counts, empty for its primary branch
 * @param manifests path of the manifests in the checkout
 * @param runnerJob full name of the job that carries out requests from the page, empty for the config job
 * @param promoters stage name to the full names of the further jobs that may promote to it; {@code *} for every stage
 * @param agentLabel label of the agents on which the runner works, empty for any
 */
public record Declaration(
        @NonNull ProjectKey project,
        @NonNull String configJob,
        @NonNull String configBranch,
        @NonNull String manifests,
        @NonNull String runnerJob,
        @NonNull Map<String, List<String>> promoters,
        @NonNull String agentLabel,
        @NonNull List<CredentialBinding> bindings,
        @NonNull List<SecretBinding> secrets,
        @NonNull List<ArgoCDBinding> argoCDs) {
    public static final String DEFAULT_MANIFESTS = ".kargo";
    public static final String EVERY_STAGE = "*";

    public Declaration {
        manifests = manifests.isEmpty() ? DEFAULT_MANIFESTS : manifests;
        promoters = Map.copyOf(promoters);
        bindings = List.copyOf(bindings);
        secrets = List.copyOf(secrets);
        argoCDs = List.copyOf(argoCDs);
    }

    /** Without an Argo CD of its own. */
    public Declaration(
            @NonNull ProjectKey project,
            @NonNull String configJob,
            @NonNull String configBranch,
            @NonNull String manifests,
            @NonNull String runnerJob,
            @NonNull Map<String, List<String>> promoters,
            @NonNull String agentLabel,
            @NonNull List<CredentialBinding> bindings,
            @NonNull List<SecretBinding> secrets) {
        this(
                project,
                configJob,
                configBranch,
                manifests,
                runnerJob,
                promoters,
                agentLabel,
                bindings,
                secrets,
                List.of());
    }

    /** The job that a request from the page starts. */
    @NonNull
    public String effectiveRunnerJob() {
        return runnerJob.isEmpty() ? configJob : runnerJob;
    }

    /**
     * Whether the job may promote to the stage without being the config job.
     *
     * @param stage null for any stage at all
     */
    boolean admits(@NonNull String job, @CheckForNull String stage) {
        return job.equals(runnerJob)
                || promoters.entrySet().stream()
                        .filter(entry -> stage == null
                                || entry.getKey().equals(EVERY_STAGE)
                                || entry.getKey().equals(stage))
                        .anyMatch(entry -> entry.getValue().contains(job));
    }
}
