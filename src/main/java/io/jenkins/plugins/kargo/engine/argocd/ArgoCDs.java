package io.jenkins.plugins.kargo.engine.argocd;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDException.Kind;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.kube.ClusterAccess;
import io.jenkins.plugins.kargo.engine.kube.Kubeconfig;
import io.jenkins.plugins.kargo.engine.kube.KubeconfigException;
import io.jenkins.plugins.kargo.engine.kube.KubernetesClients;
import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.net.URI;
import java.util.Locale;
import java.util.function.Supplier;

/** The way to every Argo CD. Shared by all who use them. */
public final class ArgoCDs {
    private final Supplier<HttpGateway> http;
    private KubernetesClients clusters;

    /** @param http asked at every use */
    public ArgoCDs(@NonNull Supplier<HttpGateway> http) {
        this.http = http;
    }

    /**
     * Does not connect yet.
     *
     * @throws ArgoCDException when what is declared cannot be used
     */
    @NonNull
    public ArgoCD of(@NonNull ArgoCDAccess access) throws ArgoCDException {
        if (access.api() == ArgoCDAccess.Api.ARGOCD) {
            return api(access);
        }
        ClusterAccess cluster = cluster(access);
        try {
            return new KubernetesArgoCD(clusters(), cluster);
        } catch (NoClassDefFoundError e) {
            throw new ArgoCDException(
                    Kind.REFUSED,
                    access.describe() + " is reached through its Kubernetes cluster, which needs the plugin "
                            + "kubernetes-client-api: install it, or declare Argo CD's own API (missing: "
                            + e.getMessage() + ')',
                    e);
        }
    }

    /** Not before it is needed: the client library is that of a plugin that need not be there. */
    private synchronized KubernetesClients clusters() {
        if (clusters == null) {
            clusters = new KubernetesClients(http);
        }
        return clusters;
    }

    private ArgoCD api(ArgoCDAccess access) throws ArgoCDException {
        SecretText token = secret(access);
        if (token != null && Kubeconfig.isOne(token)) {
            throw new ArgoCDException(
                    Kind.REFUSED,
                    "the credential '" + access.credential().id() + "' of " + access.describe()
                            + " is a kubeconfig, but Argo CD's own API takes a token: declare the API KUBERNETES, or "
                            + "make a token (argocd account generate-token)");
        }
        if (!access.caCertificate().isEmpty()) {
            throw new ArgoCDException(
                    Kind.REFUSED,
                    "the certificate of the authority of " + access.describe() + " is for clusters only; for Argo "
                            + "CD's own API, add it to those that Java trusts");
        }
        URI server = server(access);
        if (server.getHost() == null) {
            throw new ArgoCDException(
                    Kind.REFUSED,
                    "declare the URL of " + access.describe() + ", such as https://argocd.example.com, for its API");
        }
        checkScheme(access, server);
        String base = access.server().replaceFirst("/+$", "");
        return new ArgoCDApi(http.get(), base, token, access.insecureSkipTLSVerify());
    }

    private static ClusterAccess cluster(ArgoCDAccess access) throws ArgoCDException {
        SecretText secret = secret(access);
        ClusterAccess cluster;
        if (secret != null && Kubeconfig.isOne(secret)) {
            try {
                cluster = Kubeconfig.read(secret);
            } catch (KubeconfigException e) {
                throw new ArgoCDException(
                        Kind.REFUSED,
                        "the credential '" + access.credential().id() + "' of " + access.describe()
                                + " cannot be used: " + e.getMessage(),
                        e);
            }
        } else if (access.server().isEmpty()) {
            throw new ArgoCDException(
                    Kind.REFUSED,
                    "the credential of " + access.describe()
                            + " is a token, not a kubeconfig: declare the URL of the server that it is for, too");
        } else {
            cluster = ClusterAccess.withToken(
                    server(access), access.caCertificate(), access.insecureSkipTLSVerify(), secret);
        }
        checkScheme(access, cluster.server());
        return cluster;
    }

    private static SecretText secret(ArgoCDAccess access) throws ArgoCDException {
        if (access.credential() == null) {
            return null;
        }
        if (access.credential() instanceof Credential.Token token) {
            return token.token();
        }
        throw new ArgoCDException(
                Kind.REFUSED,
                "the credential '" + access.credential().id() + "' of " + access.describe()
                        + " must be a secret text (a token) or a secret file (a kubeconfig)");
    }

    private static URI server(ArgoCDAccess access) throws ArgoCDException {
        try {
            return URI.create(access.server());
        } catch (IllegalArgumentException e) {
            throw new ArgoCDException(
                    Kind.REFUSED, "the server of " + access.describe() + " is not a URL: " + access.server(), e);
        }
    }

    private static void checkScheme(ArgoCDAccess access, URI server) throws ArgoCDException {
        boolean plain = "http".equals(String.valueOf(server.getScheme()).toLowerCase(Locale.ROOT));
        if (plain && access.credential() != null && !access.plainHttp()) {
            throw new ArgoCDException(
                    Kind.REFUSED,
                    "the credential '" + access.credential().id() + "' of " + access.describe() + " is not sent to "
                            + server + ": over plain http everybody on the way could read it. Use https, or allow "
                            + "plain http where it is declared");
        }
    }
}
