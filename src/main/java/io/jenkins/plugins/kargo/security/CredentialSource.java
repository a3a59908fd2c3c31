package io.jenkins.plugins.kargo.security;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Credential;
import java.util.List;
import java.util.Optional;

/** Where a resolver finds credentials. Blocks on I/O. */
interface CredentialSource {
    /** Who looks, for messages, such as {@code the job 'shop/deploy'}. */
    @NonNull
    String describe();

    /** @return empty when there is no such credential of a kind that we use, or its domain does not allow the URL */
    @NonNull
    Optional<Credential> byId(@NonNull String id, @NonNull String url);

    /** Credentials whose domain specification names the URL's host, the most specific first. */
    @NonNull
    List<Credential> byDomain(@NonNull String url);
}
