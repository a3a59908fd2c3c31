package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.security.CredentialBinding;
import java.util.List;

/**
 * A project as one build may use it.
 *
 * @param configJob the job that owns the configuration; for a name that is still free, the job of this build
 * @param declaration null when nothing is declared
 * @param previewReason why the build may change nothing, null when it may
 * @param mayConfigure whether the build's manifests become the project's configuration
 * @param bindings those of the project, then those for all projects
 */
public record ProjectAccess(
        @NonNull ProjectKey project,
        @NonNull String configJob,
        @CheckForNull Declaration declaration,
        @CheckForNull String previewReason,
        boolean mayConfigure,
        @NonNull List<CredentialBinding> bindings) {
    public boolean isPreview() {
        return previewReason != null;
    }

    /** The same for a build, or step of it, that wants to change nothing. @param reason for the log */
    @NonNull
    public ProjectAccess asPreview(@NonNull String reason) {
        return new ProjectAccess(project, configJob, declaration, reason, false, bindings);
    }

    /** Path of the manifests in a checkout. */
    @NonNull
    public String manifests() {
        return declaration == null ? Declaration.DEFAULT_MANIFESTS : declaration.manifests();
    }
}
