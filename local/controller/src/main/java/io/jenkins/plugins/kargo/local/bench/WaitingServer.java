package io.jenkins.plugins.kargo.local.bench;

import com.sun.net.httpserver.HttpExchange;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Repositories with pull requests 1, 2 … each, as GitHub's REST API tells them, and when it was asked for what. */
final class WaitingServer implements AutoCloseable {
    static final int PAGE = 100;

    private static final Pattern LIST = Pattern.compile("/api/v3/repos/shop/(app-\\d+)/pulls\\?.*&page=(\\d+)");
    private static final Pattern ONE = Pattern.compile("/api/v3/repos/shop/app-\\d+/pulls/(\\d+)");

    private final int requestsPerRepository;
    private final AtomicLong calls = new AtomicLong();
    private final Map<String, List<Long>> looks = new ConcurrentHashMap<>();
    private final LoopbackServer server = LoopbackServer.http(this::answer);
    private volatile boolean merged;

    WaitingServer(int requestsPerRepository) {
        this.requestsPerRepository = requestsPerRepository;
    }

    @NonNull
    String repoUrl(int repository) {
        return server.url() + "/shop/app-" + repository + ".git";
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        String uri = exchange.getRequestURI().toString();
        Matcher list = LIST.matcher(uri);
        Matcher one = ONE.matcher(uri);
        if (list.matches()) {
            int page = Integer.parseInt(list.group(2));
            looks.computeIfAbsent(list.group(1), any -> new ArrayList<>()).add(System.nanoTime());
            json(exchange, merged ? "[]" : page(page));
        } else if (one.matches()) {
            json(exchange, request(Integer.parseInt(one.group(1))));
        } else {
            LoopbackServer.answer(exchange, 404, "no " + uri);
        }
    }

    private String page(int page) {
        return IntStream.rangeClosed((page - 1) * PAGE + 1, Math.min(page * PAGE, requestsPerRepository))
                .mapToObj(this::request)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String request(int number) {
        return "{\"number\": " + number + ", \"state\": \"" + (merged ? "closed" : "open") + "\", \"merged\": " + merged
                + ", \"merge_commit_sha\": " + (merged ? '"' + "c".repeat(40) + '"' : "null")
                + ", \"html_url\": \"https://git.example.com/pull/" + number + "\", \"head\": {\"sha\": \""
                + "a".repeat(40) + "\"}, \"body\": \"" + "what changes ".repeat(80) + "\"}";
    }

    private static void json(HttpExchange exchange, String text) throws IOException {
        LoopbackServer.answer(exchange, 200, "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    /** From now on all are merged. */
    void merge() {
        merged = true;
    }

    void forget() {
        calls.set(0);
        looks.clear();
        server.forgetRequests();
    }

    long calls() {
        return calls.get();
    }

    /** Between two looks at the same repository; null when there were none. */
    Duration shortestPause() {
        return looks.values().stream()
                .flatMap(times -> IntStream.range(1, times.size())
                        .mapToObj(i -> Duration.ofNanos(times.get(i) - times.get(i - 1))))
                .min(Duration::compareTo)
                .orElse(null);
    }

    @Override
    public void close() {
        server.close();
    }
}
