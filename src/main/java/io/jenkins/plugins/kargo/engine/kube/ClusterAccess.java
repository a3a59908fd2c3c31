package io.jenkins.plugins.kargo.engine.kube;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How to reach a cluster's API.
 *
 * @param caCertificate in base64 or PEM, empty for what the JVM trusts
 * @param proxy empty for the controller's own
 * @param impersonate user whose part is played, empty for none; @param impersonateGroups with this user
 */
public record ClusterAccess(
        @NonNull URI server,
        @NonNull String caCertificate,
        boolean insecureSkipTLSVerify,
        @NonNull String proxy,
        @CheckForNull SecretText token,
        @CheckForNull SecretText password,
        @NonNull String username,
        @NonNull String clientCertificate,
        @CheckForNull SecretText clientKey,
        @NonNull String impersonate,
        @NonNull List<String> impersonateGroups) {
    public ClusterAccess {
        impersonateGroups = List.copyOf(impersonateGroups);
    }

    @NonNull
    public static ClusterAccess withToken(
            @NonNull URI server, @NonNull String caCertificate, boolean insecure, @CheckForNull SecretText token) {
        return new ClusterAccess(server, caCertificate, insecure, "", token, null, "", "", null, "", List.of());
    }

    /** What must not be shown. */
    @NonNull
    public List<SecretText> secrets() {
        return Stream.of(token, password, clientKey).filter(Objects::nonNull).toList();
    }
}
