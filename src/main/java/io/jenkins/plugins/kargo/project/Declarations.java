package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.security.ArgoCDBinding;
import io.jenkins.plugins.kargo.security.CredentialBinding;
import io.jenkins.plugins.kargo.security.SecretBinding;
import java.util.List;
import java.util.Optional;

/** What administrators declared, on folders and globally. */
interface Declarations {
    /** Every declaration there is; those of folders before the global ones. */
    @NonNull
    List<Declaration> all();

    /** Bindings for the projects of the whole controller. */
    @NonNull
    List<CredentialBinding> bindingsForAll();

    /** Secrets for the projects of the whole controller. */
    @NonNull
    List<SecretBinding> secretsForAll();

    /** Argo CDs for the projects of the whole controller. */
    @NonNull
    default List<ArgoCDBinding> argoCDsForAll() {
        return List.of();
    }

    /** Whether there is an item of that full name: what is declared or stored may name one that is gone. */
    default boolean isThere(@NonNull String job) {
        return true;
    }

    /** A folder's own declaration of a project counts before a global one. */
    @NonNull
    default Optional<Declaration> of(@NonNull ProjectKey project) {
        return all().stream()
                .filter(declaration -> declaration.project().equals(project))
                .findFirst();
    }
}
