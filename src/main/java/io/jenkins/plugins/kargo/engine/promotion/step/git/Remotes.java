package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitAccess;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver.Access;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;

/** How steps reach remotes. */
final class Remotes {
    private Remotes() {}

    /** Null for anonymous access. */
    @CheckForNull
    static GitAccess access(@NonNull StepContext context, @NonNull String url, @NonNull Access access)
            throws CredentialRefused {
        return context.credentials()
                .find(url, access)
                .map(credential -> new GitAccess(url, credential))
                .orElse(null);
    }
}
