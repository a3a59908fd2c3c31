package io.jenkins.plugins.kargo.engine.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * A registry that follows the OCI distribution specification and Docker's token protocol to the letter, in memory, and
 * does on demand what the registry of Debian never does: tokens, pages, rate limits, failures, slow and cut answers.
 *
 * <pre>
 * try (RegistryDouble registry = RegistryDouble.start().tokens(BasicCredentials.RIGHT).pages(100)) {
 *     registry.put("team/app", "1.0.0", TestImage.image("linux/amd64", created));
 *     registry.next(path -> path.endsWith("/tags/list"), RegistryDouble.tooManyRequests(1));
 * </pre>
 */
public final class RegistryDouble implements AutoCloseable {
    private static final Pattern PATH = Pattern.compile("/v2/(.+)/(manifests|blobs|tags)/([^/]+)");

    private record Stored(String mediaType, byte[] content) {}

    private record Fault(Predicate<String> path, HttpHandler answer) {}

    private final LoopbackServer server;
    private final Map<String, Map<String, Stored>> manifests = new ConcurrentHashMap<>();
    private final Map<String, Map<String, byte[]>> blobs = new ConcurrentHashMap<>();
    private final Set<String> issued = ConcurrentHashMap.newKeySet();
    private final List<Fault> faults = new ArrayList<>();
    private volatile BasicCredentials users;
    private volatile boolean tokens;
    private volatile boolean basic;
    private volatile int pageSize = Integer.MAX_VALUE;
    private volatile URI blobHost;

    private RegistryDouble(@CheckForNull SSLContext tls) {
        server = tls == null ? LoopbackServer.http(this::serve) : LoopbackServer.https(tls, this::serve);
    }

    public static RegistryDouble start() {
        return new RegistryDouble(null);
    }

    public static RegistryDouble https(SSLContext tls) {
        return new RegistryDouble(tls);
    }

    /** From now on every request needs a bearer token. @param users who gets one, null for everybody (anonymous) */
    public RegistryDouble tokens(@CheckForNull BasicCredentials admitted) {
        tokens = true;
        users = admitted;
        return this;
    }

    public RegistryDouble basic(BasicCredentials admitted) {
        basic = true;
        users = admitted;
        return this;
    }

    /** Pages of tags/list hold at most so many tags; smaller {@code n} of the client is honoured. */
    public RegistryDouble pages(int size) {
        pageSize = size;
        return this;
    }

    /** Blobs are redirected to that server, as registries that keep them in an object store do. */
    public RegistryDouble redirectBlobsTo(URI host) {
        blobHost = host;
        return this;
    }

    /** Every token issued so far is refused from now on. */
    public void expireTokens() {
        issued.clear();
    }

    /** The next request whose path fits is answered so, once. */
    public void next(Predicate<String> path, HttpHandler answer) {
        synchronized (faults) {
            faults.add(new Fault(path, answer));
        }
    }

    public static HttpHandler tooManyRequests(int retryAfterSeconds) {
        return exchange -> {
            exchange.getResponseHeaders().set("Retry-After", String.valueOf(retryAfterSeconds));
            error(exchange, 429, "TOOMANYREQUESTS", "slow down");
        };
    }

    public static HttpHandler status(int status) {
        return exchange -> error(exchange, status, "UNKNOWN", "as the test wants it");
    }

    /** Promises a long body and hangs up in its middle. */
    public static HttpHandler cut() {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 10_000);
            exchange.getResponseBody().write("{\"tags\": [".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        };
    }

    /** Says nothing until the latch opens or the test ends. */
    public static HttpHandler silent(java.util.concurrent.CountDownLatch latch) {
        return exchange -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Answers as ever, after something else was done: a header added, a while waited. */
    public HttpHandler after(HttpHandler before) {
        return exchange -> {
            before.handle(exchange);
            answer(exchange, exchange.getRequestURI().getPath());
        };
    }

    /** @return the digest */
    public String put(String repository, String tag, TestImage image) {
        store(repository, image);
        manifests.get(repository).put(tag, new Stored(image.mediaType(), image.manifest()));
        return image.digest();
    }

    private void store(String repository, TestImage image) {
        Map<String, Stored> into = manifests.computeIfAbsent(repository, any -> new ConcurrentHashMap<>());
        Map<String, byte[]> blobsInto = blobs.computeIfAbsent(repository, any -> new ConcurrentHashMap<>());
        into.put(image.digest(), new Stored(image.mediaType(), image.manifest()));
        image.blobs().forEach(blob -> blobsInto.put(TestImage.digest(blob), blob));
        image.children().forEach(child -> store(repository, child));
    }

    /** Stores any text under the tag, to be served as a manifest. */
    public void putRaw(String repository, String tag, String mediaType, String manifest) {
        manifests
                .computeIfAbsent(repository, any -> new ConcurrentHashMap<>())
                .put(tag, new Stored(mediaType, manifest.getBytes(StandardCharsets.UTF_8)));
    }

    public void remove(String repository) {
        manifests.remove(repository);
        blobs.remove(repository);
    }

    public String authority() {
        return server.authority();
    }

    public String repository(String repository) {
        return authority() + '/' + repository;
    }

    /** The requests so far, such as {@code GET /v2/team/app/tags/list?n=100}. */
    public LoopbackServer http() {
        return server;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        HttpHandler fault = fault(path);
        if (fault != null) {
            fault.handle(exchange);
        } else {
            answer(exchange, path);
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/token")) {
            token(exchange);
        } else if (!admitted(exchange)) {
            challenge(exchange, path);
        } else if (path.equals("/v2/")) {
            LoopbackServer.answer(exchange, 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
        } else {
            Matcher matcher = PATH.matcher(path);
            if (!matcher.matches()) {
                error(exchange, 404, "NAME_INVALID", path);
            } else if (!manifests.containsKey(matcher.group(1))) {
                error(exchange, 404, "NAME_UNKNOWN", "repository name not known to registry");
            } else {
                content(exchange, matcher.group(1), matcher.group(2), matcher.group(3));
            }
        }
    }

    @CheckForNull
    private HttpHandler fault(String path) {
        synchronized (faults) {
            for (Fault fault : faults) {
                if (fault.path.test(path)) {
                    faults.remove(fault);
                    return fault.answer;
                }
            }
            return null;
        }
    }

    private boolean admitted(HttpExchange exchange) {
        if (basic) {
            return users.sentBy(exchange);
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return !tokens
                || authorization != null
                        && authorization.startsWith("Bearer ")
                        && issued.contains(authorization.substring("Bearer ".length()));
    }

    private void challenge(HttpExchange exchange, String path) throws IOException {
        Matcher matcher = PATH.matcher(path);
        String scope = matcher.matches() ? ",scope=\"repository:" + matcher.group(1) + ":pull\"" : "";
        exchange.getResponseHeaders()
                .set(
                        "WWW-Authenticate",
                        basic
                                ? "Basic realm=\"registry\""
                                : "Bearer realm=\"" + server.url() + "/token\",service=\"double\"" + scope);
        error(exchange, 401, "UNAUTHORIZED", "authentication required");
    }

    private void token(HttpExchange exchange) throws IOException {
        BasicCredentials admitted = users;
        if (admitted != null && !admitted.sentBy(exchange)) {
            error(exchange, 401, "UNAUTHORIZED", "incorrect username or password");
            return;
        }
        String token = UUID.randomUUID().toString();
        issued.add(token);
        LoopbackServer.answer(
                exchange, 200, "application/json", TestImage.json(Map.of("token", token, "expires_in", 300)));
    }

    private void content(HttpExchange exchange, String repository, String kind, String reference) throws IOException {
        switch (kind) {
            case "tags" -> tags(exchange, repository);
            case "manifests" -> manifest(exchange, manifests.get(repository).get(reference));
            default -> blob(exchange, repository, reference);
        }
    }

    private void tags(HttpExchange exchange, String repository) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI());
        int asked = Integer.parseInt(query.getOrDefault("n", String.valueOf(Integer.MAX_VALUE)));
        int size = Math.min(asked, pageSize);
        String last = query.getOrDefault("last", "");
        List<String> tags = new TreeMap<>(manifests.get(repository))
                .keySet().stream()
                        .filter(tag -> !tag.startsWith("sha256:") && tag.compareTo(last) > 0)
                        .toList();
        List<String> page = tags.subList(0, Math.min(size, tags.size()));
        if (page.size() < tags.size()) {
            exchange.getResponseHeaders()
                    .set(
                            "Link",
                            "</v2/" + repository + "/tags/list?n=" + size + "&last=" + page.get(page.size() - 1)
                                    + ">; rel=\"next\"");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", repository);
        body.put("tags", page);
        LoopbackServer.answer(exchange, 200, "application/json", TestImage.json(body));
    }

    private static void manifest(HttpExchange exchange, @CheckForNull Stored stored) throws IOException {
        Set<String> accepted = exchange.getRequestHeaders().getOrDefault("Accept", List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::trim)
                .collect(Collectors.toCollection(HashSet::new));
        if (stored == null || !(accepted.contains(stored.mediaType) || accepted.contains("*/*"))) {
            error(exchange, 404, "MANIFEST_UNKNOWN", "manifest unknown");
            return;
        }
        String digest = TestImage.digest(stored.content);
        exchange.getResponseHeaders().set("Docker-Content-Digest", digest);
        exchange.getResponseHeaders().set("ETag", '"' + digest + '"');
        LoopbackServer.answer(exchange, 200, stored.mediaType, stored.content);
    }

    private void blob(HttpExchange exchange, String repository, String digest) throws IOException {
        byte[] blob = blobs.getOrDefault(repository, Map.of()).get(digest);
        URI elsewhere = blobHost;
        if (blob == null) {
            error(exchange, 404, "BLOB_UNKNOWN", "blob unknown to registry");
        } else if (elsewhere != null) {
            exchange.getResponseHeaders().set("Location", elsewhere + "/" + digest);
            LoopbackServer.answer(exchange, 307, "");
        } else {
            LoopbackServer.answer(exchange, 200, "application/octet-stream", blob);
        }
    }

    private static void error(HttpExchange exchange, int status, String code, String message) throws IOException {
        byte[] body = TestImage.json(Map.of("errors", List.of(Map.of("code", code, "message", message))));
        LoopbackServer.answer(exchange, status, "application/json", body);
    }

    private static Map<String, String> query(URI uri) {
        if (uri.getRawQuery() == null) {
            return Map.of();
        }
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.close();
    }
}
