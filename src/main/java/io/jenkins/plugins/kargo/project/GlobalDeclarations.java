package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import io.jenkins.plugins.kargo.security.ArgoCDBinding;
import io.jenkins.plugins.kargo.security.CredentialBinding;
import io.jenkins.plugins.kargo.security.SecretBinding;
import java.util.List;

/** What the configuration of the controller declares. */
public interface GlobalDeclarations extends ExtensionPoint {
    @NonNull
    List<Declaration> declarations();

    /** Bindings for the projects of every folder. */
    @NonNull
    List<CredentialBinding> bindings();

    /** Secrets for the projects of every folder. */
    @NonNull
    List<SecretBinding> secretBindings();

    /** Argo CDs for the projects of every folder. */
    @NonNull
    List<ArgoCDBinding> argoCDBindings();

    /** Follows an item that got another full name, with everything below it. */
    void moved(@NonNull String from, @NonNull String to);
}
