package io.jenkins.plugins.kargo.engine.testing;

import com.sun.net.httpserver.HttpExchange;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/**
 * A classic Helm repository: index.yaml with ETag and Last-Modified (conditional requests get 304) and the packages. Helm
 * itself can pull from it.
 */
public final class ChartRepository implements AutoCloseable {
    private final LoopbackServer server;
    private final BasicCredentials credentials;
    private final Map<String, Map<String, byte[]>> charts = new TreeMap<>();
    private final Map<String, byte[]> packages = new ConcurrentHashMap<>();
    private volatile byte[] index;
    private volatile int status = 200;
    private volatile boolean validators = true;
    private volatile boolean etags = true;

    private ChartRepository(@CheckForNull SSLContext tls, @CheckForNull BasicCredentials credentials) {
        this.credentials = credentials;
        server = tls == null ? LoopbackServer.http(this::serve) : LoopbackServer.https(tls, this::serve);
        rewrite();
    }

    public static ChartRepository anonymous() {
        return new ChartRepository(null, null);
    }

    public static ChartRepository https(SSLContext tls) {
        return new ChartRepository(tls, null);
    }

    /** Admits {@link BasicCredentials#RIGHT} only. */
    public static ChartRepository withPassword() {
        return new ChartRepository(null, BasicCredentials.RIGHT);
    }

    /** What a subscription names, without a trailing slash. */
    public String url() {
        return server.url();
    }

    public LoopbackServer http() {
        return server;
    }

    /** Publishes a chart with one ConfigMap. */
    public void publish(String name, String version) {
        publish(name, version, TestChart.archive(name, version));
    }

    public synchronized void publish(String name, String version, byte[] archive) {
        charts.computeIfAbsent(name, any -> new TreeMap<>()).put(version, archive);
        packages.put('/' + name + '-' + version + ".tgz", archive);
        rewrite();
    }

    /** Serves this text as index.yaml instead of the generated one. */
    public void index(String text) {
        index = text.getBytes(StandardCharsets.UTF_8);
    }

    /** Answers index.yaml with this status. */
    public void status(int answer) {
        status = answer;
    }

    /** Sends Last-Modified only (no ETag), or neither. */
    public void validators(boolean lastModified, boolean etag) {
        validators = lastModified;
        etags = etag;
    }

    private synchronized void rewrite() {
        StringBuilder yaml = new StringBuilder("apiVersion: v1\nentries:");
        yaml.append(charts.isEmpty() ? " {}\n" : "\n");
        charts.forEach((name, versions) -> {
            yaml.append("  ").append(name).append(":\n");
            versions.forEach((version, archive) -> yaml.append("    - apiVersion: v2\n      name: ")
                    .append(name)
                    .append("\n      version: ")
                    .append(version)
                    .append("\n      created: \"2026-01-01T00:00:00Z\"\n      digest: ")
                    .append(TestImage.digest(archive).substring("sha256:".length()))
                    .append("\n      urls:\n        - ")
                    .append(name)
                    .append('-')
                    .append(version)
                    .append(".tgz\n"));
        });
        index = yaml.append("generated: \"2026-01-01T00:00:00Z\"\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (credentials != null && !credentials.sentBy(exchange)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"charts\"");
            LoopbackServer.answer(exchange, 401, "who are you?");
        } else if (path.equals("/index.yaml")) {
            index(exchange);
        } else if (packages.containsKey(path)) {
            LoopbackServer.answer(exchange, 200, "application/gzip", packages.get(path));
        } else {
            LoopbackServer.answer(exchange, 404, "no such file");
        }
    }

    private void index(HttpExchange exchange) throws IOException {
        byte[] body = index;
        String etag = '"' + TestImage.digest(body) + '"';
        // A made-up time that changes with the content is all that a validator needs.
        String modified = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.ofEpochSecond(1_700_000_000L + Math.floorMod(etag.hashCode(), 10_000_000))
                        .atZone(ZoneOffset.UTC));
        if (etags) {
            exchange.getResponseHeaders().set("ETag", etag);
        }
        if (validators) {
            exchange.getResponseHeaders().set("Last-Modified", modified);
        }
        boolean same = etags && etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
                || validators && modified.equals(exchange.getRequestHeaders().getFirst("If-Modified-Since"));
        if (same) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            LoopbackServer.answer(exchange, status, "application/yaml", body);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
