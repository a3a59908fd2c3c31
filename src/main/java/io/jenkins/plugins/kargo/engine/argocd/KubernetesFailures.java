package io.jenkins.plugins.kargo.engine.argocd;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDException.Kind;
import io.jenkins.plugins.kargo.engine.http.HttpFailure;
import io.jenkins.plugins.kargo.engine.kube.ClusterAccess;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;

/** What a cluster's answers mean. */
final class KubernetesFailures {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private KubernetesFailures() {}

    static ArgoCDException of(String what, ClusterAccess access, KubernetesClientException failure) {
        String at = what + " at " + access.server() + ": ";
        int code = failure.getCode();
        return switch (code) {
            case UNAUTHORIZED ->
                new ArgoCDException(
                        Kind.DENIED,
                        at + "the cluster does not accept the credential: wrong, expired or revoked",
                        failure);
            case FORBIDDEN ->
                new ArgoCDException(
                        Kind.DENIED,
                        at + (isOfARole(failure) ? "the credential's role" : "the cluster") + " does not allow it: "
                                + said(failure),
                        failure);
            case NOT_FOUND ->
                isOfOne(failure)
                        ? new ArgoCDException(Kind.REFUSED, at + "it is not there any more: " + said(failure), failure)
                        : notInstalled(what, access);
            case CONFLICT -> new ArgoCDException(Kind.CONFLICT, at + said(failure), failure);
            default ->
                new ArgoCDException(
                        code <= 0 && !isTls(failure) || code == TOO_MANY || code >= SERVER_ERROR
                                ? Kind.UNAVAILABLE
                                : Kind.REFUSED,
                        at + (code <= 0 ? noAnswer(failure) : code + " " + said(failure)),
                        failure);
        };
    }

    /** The cluster is reached, but has no Applications. */
    static ArgoCDException notInstalled(String what, ClusterAccess access) {
        return new ArgoCDException(
                Kind.REFUSED,
                what + " at " + access.server() + ": there is no Argo CD in this cluster (it has no resource "
                        + "applications.argoproj.io). Give the cluster where Argo CD runs, which need not be the one "
                        + "that it deploys to");
    }

    /** No client could be had. */
    static ArgoCDException of(String what, IOException failure) {
        boolean away = failure instanceof HttpFailure http && http.kind() == HttpFailure.Kind.UNREACHABLE;
        return new ArgoCDException(away ? Kind.UNAVAILABLE : Kind.REFUSED, what + ": " + failure.getMessage(), failure);
    }

    private static String said(KubernetesClientException failure) {
        return failure.getStatus() != null && failure.getStatus().getMessage() != null
                ? failure.getStatus().getMessage()
                : "no reason was given";
    }

    /** Admission policies and webhooks deny with the same code. */
    private static boolean isOfARole(KubernetesClientException failure) {
        return said(failure).contains("User \"") && said(failure).contains("\" cannot ");
    }

    /** Whether one Application is not found, and not the whole resource. */
    private static boolean isOfOne(KubernetesClientException failure) {
        Status status = failure.getStatus();
        return status != null
                && status.getDetails() != null
                && status.getDetails().getName() != null
                && !status.getDetails().getName().isEmpty();
    }

    private static String noAnswer(KubernetesClientException failure) {
        return root(failure) instanceof GeneralSecurityException
                ? "the server's certificate is not trusted (" + cause(failure)
                        + "): give the certificate of its authority, in the kubeconfig (certificate-authority-data) or "
                        + "where the server is declared"
                : cause(failure);
    }

    private static boolean isTls(Throwable failure) {
        return root(failure) instanceof GeneralSecurityException || root(failure) instanceof SSLException;
    }

    private static String cause(Throwable failure) {
        Throwable root = root(failure);
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
