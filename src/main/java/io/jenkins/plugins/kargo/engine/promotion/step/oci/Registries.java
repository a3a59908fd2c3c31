package io.jenkins.plugins.kargo.engine.promotion.step.oci;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver.Access;
import io.jenkins.plugins.kargo.engine.oci.OciGateway;
import io.jenkins.plugins.kargo.engine.oci.OciReference;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;

/** What the registry steps have in common. */
final class Registries {
    private Registries() {}

    @NonNull
    static OciReference reference(@NonNull String field, @NonNull String text) throws StepFailure {
        try {
            return OciReference.parse(text);
        } catch (IllegalArgumentException e) {
            throw new StepFailure(field + ": " + e.getMessage(), e);
        }
    }

    /** Null for anonymous access. */
    @CheckForNull
    static Credential credential(
            @NonNull StepContext context,
            @NonNull OciGateway gateway,
            @NonNull OciReference reference,
            @NonNull Access access)
            throws StepFailure {
        try {
            return context.credentials()
                    .find(gateway.credentialUrl(reference.repository()), access)
                    .orElse(null);
        } catch (CredentialRefused e) {
            throw new StepFailure(e.getMessage(), e);
        }
    }
}
