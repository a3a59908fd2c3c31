package io.jenkins.plugins.kargo.engine.kube;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Clients of clusters, shared while they are in use and closed when they have not been for a while. Nothing of the
 * controller's own environment (its service account, its kubeconfig, its variables) gets into them.
 */
public final class KubernetesClients {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int RETRIES = 2;
    private static final int RETRY_MILLIS = 250;
    /** Longer than any call lasts. */
    private static final Duration IDLE = Duration.ofMinutes(3);

    /** In PKCS #8, what says that a key is one of an elliptic curve. */
    private static final byte[] EC_KEY = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};

    private final Supplier<HttpGateway> http;
    private final Map<ClusterAccess, Held> clients = new LinkedHashMap<>();

    private static final class Held {
        private final KubernetesClient client;
        private long usedAt;

        Held(KubernetesClient client) {
            this.client = client;
        }
    }

    /** @param http whose network policy and proxy hold for clusters, too */
    public KubernetesClients(@NonNull Supplier<HttpGateway> http) {
        this.http = http;
    }

    /**
     * Do not close it, and do not keep it for longer than a call.
     *
     * @throws IOException when the network policy does not allow the server
     */
    @NonNull
    public KubernetesClient get(@NonNull ClusterAccess access) throws IOException {
        HttpSettings settings = http.get().settings();
        settings.policy().check(access.server(), settings.proxy() != null);
        if (!access.proxy().isEmpty()) {
            settings.policy().check(proxy(access.proxy()));
        }
        return get(access, settings);
    }

    private synchronized KubernetesClient get(ClusterAccess access, HttpSettings settings) {
        long now = System.nanoTime();
        List<Map.Entry<ClusterAccess, Held>> idle = new ArrayList<>(clients.entrySet());
        idle.removeIf(entry -> now - entry.getValue().usedAt < IDLE.toNanos());
        for (Map.Entry<ClusterAccess, Held> entry : idle) {
            clients.remove(entry.getKey());
            entry.getValue().client.close();
        }
        Held held = clients.computeIfAbsent(access, key -> new Held(open(key, settings)));
        held.usedAt = now;
        return held.client;
    }

    private static KubernetesClient open(ClusterAccess access, HttpSettings settings) {
        return new KubernetesClientBuilder()
                .withConfig(config(access, settings))
                .build();
    }

    static Config config(ClusterAccess access, HttpSettings settings) {
        ConfigBuilder config = new ConfigBuilder(Config.empty())
                .withAutoConfigure(false)
                .withMasterUrl(access.server().toString())
                .withTrustCerts(access.insecureSkipTLSVerify())
                .withDisableHostnameVerification(access.insecureSkipTLSVerify())
                .withConnectionTimeout(TIMEOUT_MILLIS)
                .withRequestTimeout(TIMEOUT_MILLIS)
                .withRequestRetryBackoffLimit(RETRIES)
                .withRequestRetryBackoffInterval(RETRY_MILLIS)
                .withUserAgent("kargo-jenkins");
        if (!access.caCertificate().isEmpty()) {
            config.withCaCertData(base64(access.caCertificate()));
        }
        if (access.token() != null) {
            config.withOauthToken(access.token().reveal());
        }
        if (access.password() != null) {
            config.withUsername(access.username())
                    .withPassword(access.password().reveal());
        }
        SecretText key = access.clientKey();
        if (key != null && !access.clientCertificate().isEmpty()) {
            config.withClientCertData(base64(access.clientCertificate()))
                    .withClientKeyData(base64(key.reveal()))
                    .withClientKeyAlgo(keyAlgorithm(key.reveal()));
        }
        if (!access.impersonate().isEmpty()) {
            config.withImpersonateUsername(access.impersonate())
                    .withImpersonateGroups(access.impersonateGroups().toArray(new String[0]));
        }
        String proxy = access.proxy().isEmpty() ? chosen(settings, access.server()) : access.proxy();
        if (!proxy.isEmpty()) {
            config.withHttpProxy(proxy).withHttpsProxy(proxy);
        }
        return config.build();
    }

    private static String chosen(HttpSettings settings, URI server) {
        if (settings.proxy() == null) {
            return "";
        }
        return settings.proxy().select(server).stream()
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .map(proxy -> (InetSocketAddress) proxy.address())
                .map(address -> "http://" + address.getHostString() + ':' + address.getPort())
                .findFirst()
                .orElse("");
    }

    private static URI proxy(String text) throws KubeconfigException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new KubeconfigException("The kubeconfig's proxy-url is not a URL");
        }
    }

    private static String base64(String text) {
        return text.startsWith("-----")
                ? Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                : text;
    }

    private static String keyAlgorithm(String key) {
        String pem = key.startsWith("-----")
                ? key
                : new String(Base64.getMimeDecoder().decode(key), StandardCharsets.UTF_8);
        if (pem.contains("BEGIN EC ")) {
            return "EC";
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
        return pem.contains("BEGIN PRIVATE KEY") && contains(der, EC_KEY) ? "EC" : "RSA";
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
