package io.jenkins.plugins.kargo.engine.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * Real git over smart HTTP: {@code git http-backend} behind a small CGI bridge, so that hooks, protocol v2, partial clone
 * and the words of rejections are git's own. Repositories lie in one directory; whoever may read may push.
 *
 * <pre>
 * try (GitHttpServer server = GitHttpServer.withPassword(temp)) {
 *     GitFixture app = server.create("app");
 *     app.commit("main", "first", Map.of("README.md", "hello"));
 *     String url = server.url("app");        // http://127.0.0.1:port/app.git
 * </pre>
 */
public final class GitHttpServer implements AutoCloseable {
    private final Path root;
    private final BasicCredentials credentials;
    private final LoopbackServer server;
    private volatile Predicate<String> wanted = path -> false;
    private volatile HttpHandler api = exchange -> {};

    private GitHttpServer(Path root, @CheckForNull BasicCredentials credentials, @CheckForNull SSLContext tls) {
        this.root = root;
        this.credentials = credentials;
        this.server = tls == null ? LoopbackServer.http(this::serve) : LoopbackServer.https(tls, this::serve);
    }

    /** Admits {@link BasicCredentials#RIGHT} and nobody else. */
    public static GitHttpServer withPassword(Path root) {
        return new GitHttpServer(root, BasicCredentials.RIGHT, null);
    }

    public static GitHttpServer anonymous(Path root) {
        return new GitHttpServer(root, null, null);
    }

    /** As {@link #withPassword}, by https. */
    public static GitHttpServer https(Path root, SSLContext tls) {
        return new GitHttpServer(root, BasicCredentials.RIGHT, tls);
    }

    /** A new bare repository {@code name.git} whose default branch is {@code main}. */
    public GitFixture create(String name) {
        return GitFixture.create(root.resolve(name + ".git"));
    }

    public String url(String name) {
        return server.url() + '/' + name + ".git";
    }

    /** The requests so far, such as {@code POST /app.git/git-upload-pack}. */
    public LoopbackServer http() {
        return server;
    }

    /**
     * As {@link #withPassword}, with an API beside the repositories.
     *
     * @param api gets the requests whose path it says it wants; it checks credentials itself
     */
    public static GitHttpServer withApi(Path root, Predicate<String> wanted, HttpHandler api) {
        GitHttpServer server = withPassword(root);
        server.wanted = wanted;
        server.api = api;
        return server;
    }

    private void serve(HttpExchange exchange) throws IOException {
        if (wanted.test(exchange.getRequestURI().getRawPath())) {
            api.handle(exchange);
            return;
        }
        if (credentials != null && !credentials.sentBy(exchange)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
            LoopbackServer.answer(exchange, 401, "who are you?");
            return;
        }
        Path body = Files.createTempFile("git-request", ".pack");
        try {
            try (OutputStream out = Files.newOutputStream(body)) {
                exchange.getRequestBody().transferTo(out);
            }
            ProcessBuilder builder = new ProcessBuilder("git", "http-backend")
                    .redirectInput(body.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(variables(exchange, Files.size(body)));
            Process process = builder.start();
            try (InputStream out = new BufferedInputStream(process.getInputStream())) {
                relay(out, exchange);
            } finally {
                process.destroy();
            }
        } finally {
            Files.deleteIfExists(body);
        }
    }

    private Map<String, String> variables(HttpExchange exchange, long length) {
        String query = exchange.getRequestURI().getRawQuery();
        return Map.ofEntries(
                Map.entry("GIT_PROJECT_ROOT", root.toString()),
                Map.entry("GIT_HTTP_EXPORT_ALL", "1"),
                Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
                Map.entry("HOME", root.toString()),
                Map.entry("PATH_INFO", exchange.getRequestURI().getPath()),
                Map.entry("QUERY_STRING", query == null ? "" : query),
                Map.entry("REQUEST_METHOD", exchange.getRequestMethod()),
                Map.entry("REMOTE_USER", credentials == null ? "anonymous" : credentials.user()),
                Map.entry("REMOTE_ADDR", "127.0.0.1"),
                Map.entry("CONTENT_LENGTH", String.valueOf(length)),
                Map.entry("CONTENT_TYPE", header(exchange, "Content-Type")),
                Map.entry("HTTP_CONTENT_ENCODING", header(exchange, "Content-Encoding")),
                Map.entry("GIT_PROTOCOL", header(exchange, "Git-Protocol")));
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** A CGI answer is a header block, in which Status is the status line, an empty line and the body. */
    private static void relay(InputStream cgi, HttpExchange exchange) throws IOException {
        int status = 200;
        for (String line = line(cgi); !line.isEmpty(); line = line(cgi)) {
            List<String> field = List.of(line.split(": ?", 2));
            if (field.get(0).toLowerCase(Locale.ROOT).equals("status")) {
                status = Integer.parseInt(field.get(1).substring(0, 3));
            } else {
                exchange.getResponseHeaders().set(field.get(0), field.get(1));
            }
        }
        exchange.sendResponseHeaders(status, 0);
        cgi.transferTo(exchange.getResponseBody());
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.US_ASCII).stripTrailing();
    }

    @Override
    public void close() {
        server.close();
    }
}
