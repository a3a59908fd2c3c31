package io.jenkins.plugins.kargo.security;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import java.util.List;
import java.util.Optional;

/**
 * Says which Argo CD serves which stages, and with which Jenkins credential.
 *
 * @param name the shard of its stages, empty for every stage that no other serves
 * @param server URL of the Kubernetes or Argo CD API, empty when the kubeconfig says it
 * @param namespace where Applications are when a step does not say, empty for Argo CD's own default
 * @param caCertificate PEM, empty for what the JVM trusts
 */
public record ArgoCDBinding(
        @NonNull String name,
        @NonNull ArgoCDAccess.Api api,
        @NonNull String server,
        @NonNull String namespace,
        @NonNull String credentialsId,
        @NonNull String caCertificate,
        boolean insecureSkipTLSVerify,
        boolean plainHttp) {
    /** The one of that name, else the one without. */
    @NonNull
    static Optional<ArgoCDBinding> ofShard(@NonNull List<ArgoCDBinding> all, @NonNull String shard) {
        return all.stream()
                .filter(one -> one.name().equals(shard))
                .findFirst()
                .or(() -> all.stream().filter(one -> one.name().isEmpty()).findFirst());
    }
}
