package io.jenkins.plugins.kargo.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.kargo.engine.kube.ClusterAccess;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertPathValidatorException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** What a real server says, and what becomes of it. */
class KubernetesFailuresTest {
    private static final ClusterAccess ACCESS =
            ClusterAccess.withToken(URI.create("https://10.0.0.1:6443"), "", false, null);

    private static ArgoCDException said(Status status) {
        return KubernetesFailures.of(
                "reading", ACCESS, new KubernetesClientException("Failure executing", status.getCode(), status));
    }

    private static Status status(int code, String message) {
        return new StatusBuilder().withCode(code).withMessage(message).build();
    }

    private static ArgoCDException broken(Throwable cause) {
        return KubernetesFailures.of("reading", ACCESS, new KubernetesClientException("An error has occurred.", cause));
    }

    @Test
    void whatARoleDoesNotAllowIsToldFromWhatAPolicyDenies() {
        ArgoCDException role =
                said(status(403, "applications.argoproj.io \"shop\" is forbidden: User \"kargo\" cannot get resource"));
        assertThat(role.kind()).isEqualTo(ArgoCDException.Kind.DENIED);
        assertThat(role)
                .hasMessage("reading at https://10.0.0.1:6443: the credential's role does not allow it: "
                        + "applications.argoproj.io \"shop\" is forbidden: User \"kargo\" cannot get resource");
        ArgoCDException policy = said(status(
                403,
                "applications.argoproj.io \"shop\" is forbidden: ValidatingAdmissionPolicy 'freeze' with binding "
                        + "'freeze' denied request: no syncs before the fair is over"));
        assertThat(policy.kind()).isEqualTo(ArgoCDException.Kind.DENIED);
        assertThat(policy)
                .hasMessageContaining("6443: the cluster does not allow it: ")
                .hasMessageContaining("the fair");
    }

    @Test
    void anApplicationThatIsGoneIsToldFromAClusterWithoutArgoCD() {
        Status one = status(404, "applications.argoproj.io \"shop\" not found");
        Status gone = new StatusBuilder(one)
                .withNewDetails()
                .withName("shop")
                .withGroup("argoproj.io")
                .withKind("applications")
                .endDetails()
                .build();
        assertThat(said(gone))
                .hasMessage("reading at https://10.0.0.1:6443: it is not there any more: "
                        + "applications.argoproj.io \"shop\" not found");
        assertThat(said(status(404, "404 page not found")))
                .hasMessage("reading at https://10.0.0.1:6443: there is no Argo CD in this cluster (it has no resource "
                        + "applications.argoproj.io). Give the cluster where Argo CD runs, which need not be the one "
                        + "that it deploys to");
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotWaitedFor() {
        SSLHandshakeException handshake = new SSLHandshakeException("PKIX path building failed");
        handshake.initCause(new CertPathValidatorException("unable to find valid certification path"));
        ArgoCDException failure = broken(new IOException("unexpected", handshake));
        assertThat(failure.kind()).isEqualTo(ArgoCDException.Kind.REFUSED);
        assertThat(failure)
                .hasMessage("reading at https://10.0.0.1:6443: the server's certificate is not trusted (unable to find "
                        + "valid certification path): give the certificate of its authority, in the kubeconfig "
                        + "(certificate-authority-data) or where the server is declared");
    }

    @Test
    void whatBreaksIsWaitedFor() {
        assertThat(broken(new IOException("Connection refused")).mayPass()).isTrue();
        assertThat(said(status(503, "the server is starting")).mayPass()).isTrue();
        assertThat(said(status(429, "too many requests")).mayPass()).isTrue();
        assertThat(said(status(422, "is invalid")).mayPass()).isFalse();
    }
}
