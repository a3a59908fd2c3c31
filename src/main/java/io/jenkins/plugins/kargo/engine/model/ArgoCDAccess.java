package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * How to reach the Argo CD that serves a stage. It holds a secret: never stored, and hidden by {@link #toString()}.
 *
 * @param name as declared, for messages; empty for the one that serves every stage
 * @param server URL of the Kubernetes or Argo CD API; empty when the kubeconfig says it
 * @param namespace where Applications are when a step does not say
 * @param caCertificate PEM that the server's certificate is checked against, empty for what the JVM trusts
 * @param plainHttp whether the credential may be sent over {@code http://}
 * @param credential a token, or for Kubernetes a kubeconfig as the text of one; null for none
 */
public record ArgoCDAccess(
        @NonNull String name,
        @NonNull Api api,
        @NonNull String server,
        @NonNull String namespace,
        @NonNull String caCertificate,
        boolean insecureSkipTLSVerify,
        boolean plainHttp,
        @CheckForNull Credential credential) {
    /** Where Argo CD's own installation puts Applications. */
    public static final String DEFAULT_NAMESPACE = "argocd";

    /** What is talked to. */
    public enum Api {
        /** Applications are resources of a cluster. */
        KUBERNETES,
        /** Argo CD's server stands before them. */
        ARGOCD
    }

    public ArgoCDAccess {
        name = Values.text(name);
        server = Values.text(server);
        namespace = Values.text(namespace).isEmpty() ? DEFAULT_NAMESPACE : namespace;
        caCertificate = Values.text(caCertificate);
    }

    /** For messages. */
    @NonNull
    public String describe() {
        return name.isEmpty() ? "the project's Argo CD" : "the Argo CD \"" + name + '"';
    }
}
