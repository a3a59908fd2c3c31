package io.jenkins.plugins.kargo.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The API of a real server, without any client library. */
final class KubernetesApi {
    static final String JSON = "application/json";
    static final String YAML = "application/yaml";
    static final String MERGE = "application/merge-patch+json";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http;
    private final URI server;
    private final String token;

    private KubernetesApi(HttpClient http, URI server, String token) {
        this.http = http;
        this.server = server;
        this.token = token;
    }

    /** @param authority who vouches for the server, in PEM */
    static KubernetesApi of(URI server, String authority, String token) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "server",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII))));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            HttpClient http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(context)
                    .build();
            return new KubernetesApi(http, server, token);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same server for somebody else. */
    KubernetesApi as(String othersToken) {
        return new KubernetesApi(http, server, othersToken);
    }

    boolean isReady() {
        try {
            return status("/readyz") == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Of the answer to a GET. */
    int status(String path) {
        return send("GET", path, JSON, "").statusCode();
    }

    JsonNode get(String path) {
        return ask("GET", path, JSON, "");
    }

    /** @throws IllegalStateException with the answer, unless its status is one of success */
    JsonNode ask(String method, String path, String type, String body) {
        HttpResponse<byte[]> answer = send(method, path, type, body);
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(method + ' ' + path + ": " + answer.statusCode() + ' ' + text);
        }
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<byte[]> send(String method, String path, String type, String body) {
        return send(method, path, type, "Bearer " + token, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Whatever the answer is. @throws UncheckedIOException when there is none */
    HttpResponse<byte[]> send(String method, String path, String type, String authorization, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", authorization)
                .header("Content-Type", type)
                .header("Accept", JSON)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
