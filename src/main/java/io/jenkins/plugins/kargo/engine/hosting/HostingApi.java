package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.http.HttpAnswer;
import io.jenkins.plugins.kargo.engine.http.HttpCall;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** JSON over HTTP as the hosting services speak it. */
final class HostingApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final long MAX_BYTES = 16L << 20;
    private static final int LONGEST_MESSAGE = 500;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    static final int MAX_PAGES = 20;

    private final HttpGateway http;
    private final String base;
    private final SecretText authorization;
    private final SecretMask mask;
    private final String accept;
    private final boolean insecureSkipTLSVerify;

    /**
     * @param base without a trailing slash
     * @param authorization null for anonymous access
     * @param mask hides what a server repeats of the credential
     */
    HostingApi(
            HttpGateway http,
            String base,
            @CheckForNull SecretText authorization,
            SecretMask mask,
            String accept,
            boolean insecureSkipTLSVerify) {
        this.http = http;
        this.base = base;
        this.authorization = authorization;
        this.mask = mask;
        this.accept = accept;
        this.insecureSkipTLSVerify = insecureSkipTLSVerify;
    }

    /** An answer that was understood. */
    record Answer(
            int status, @NonNull JsonNode body, @NonNull String message) {
        boolean successful() {
            return status >= 200 && status < 300;
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @NonNull
    JsonNode get(String path) throws IOException, InterruptedException {
        return required("GET", path, null);
    }

    /**
     * A part of a list.
     *
     * @param next where the next part begins, 0 when this is the last one
     */
    record Page(@NonNull List<JsonNode> entries, int next) {}

    /** Asks for a part. */
    @FunctionalInterface
    interface Pages {
        Page from(int from) throws IOException, InterruptedException;
    }

    /**
     * One page of a list.
     *
     * @param field of the answer that holds the entries, empty when the answer is the list
     * @param next of the answer, as of {@link Page#next()}
     */
    @NonNull
    Page page(String path, String field, ToIntFunction<JsonNode> next) throws IOException, InterruptedException {
        JsonNode answer = get(path);
        List<JsonNode> entries = new ArrayList<>();
        (field.isEmpty() ? answer : answer.path(field)).forEach(entries::add);
        return new Page(entries, next.applyAsInt(answer));
    }

    /** The first page of a list. @param field as of {@link #page} */
    @NonNull
    List<JsonNode> entries(String path, String field) throws IOException, InterruptedException {
        return page(path, field, answer -> 0).entries();
    }

    /** A page of lists of a size that are numbered from 1. @param path to which the number of the page is added */
    @NonNull
    Page numbered(int from, String path, int size) throws IOException, InterruptedException {
        int number = Math.max(1, from);
        return page(path + number, "", list -> list.size() < size ? 0 : number + 1);
    }

    /** The entries of all pages, no more than of the first {@value #MAX_PAGES}. */
    @NonNull
    List<JsonNode> all(Pages pages) throws IOException, InterruptedException {
        List<JsonNode> entries = new ArrayList<>();
        int from = 0;
        for (int count = 0; count < MAX_PAGES; count++) {
            Page page = pages.from(from);
            entries.addAll(page.entries());
            from = page.next();
            if (from == 0) {
                break;
            }
        }
        return entries;
    }

    /** @throws HostingException unless the status is one of success */
    @NonNull
    JsonNode required(String method, String path, @CheckForNull Object body) throws IOException, InterruptedException {
        Answer answer = send(method, path, body);
        if (!answer.successful()) {
            throw refused(method, path, answer);
        }
        return answer.body();
    }

    HostingException refused(String method, String path, Answer answer) {
        String what = method + ' ' + base + path.replaceFirst("\\?.*", "") + ": ";
        return new HostingException(
                answer.status(),
                what
                        + switch (answer.status()) {
                            case 401 ->
                                authorization == null
                                        ? "a credential is needed, and none is bound to the repository's URL"
                                        : "the server does not accept the token: it is wrong, expired or revoked";
                            case 403 -> "the token has no right to do this: " + answer.message();
                            case 404 -> "there is no such thing, or the token may not see it";
                            default -> "the server answered " + answer.status() + ": " + answer.message();
                        });
    }

    /** Any status is an answer. */
    @NonNull
    Answer send(String method, String path, @CheckForNull Object body) throws IOException, InterruptedException {
        HttpCall call = HttpCall.of(method, URI.create(base + path))
                .header("Accept", accept)
                .header("User-Agent", "kargo-jenkins")
                .authorization(authorization)
                .limits(MAX_BYTES, TIMEOUT)
                .insecureSkipTLSVerify(insecureSkipTLSVerify);
        if (body != null) {
            call = call.header("Content-Type", "application/json").body(JSON.writeValueAsBytes(body));
        }
        HttpAnswer answer = http.send(call);
        JsonNode content = MissingNode.getInstance();
        if (answer.body().length > 0) {
            try {
                content = JSON.readTree(answer.body());
            } catch (IOException e) {
                if (answer.successful()) {
                    throw new HostingException(
                            0, call + ": the answer is not JSON; is this the API of the provider that is meant?");
                }
            }
        }
        return new Answer(isLimited(answer) ? TOO_MANY : answer.status(), content, mask.mask(message(content)));
    }

    /** GitHub says 403 when a quota is used up. */
    private static boolean isLimited(HttpAnswer answer) {
        return answer.status() == FORBIDDEN
                && (answer.header("Retry-After").isPresent()
                        || answer.header("X-RateLimit-Remaining")
                                .filter("0"::equals)
                                .isPresent());
    }

    /** Every provider puts what went wrong into another field. */
    private static String message(JsonNode body) {
        StringBuilder text = new StringBuilder();
        JsonNode error = body.path("error");
        for (JsonNode part : new JsonNode[] {
            body.path("message"),
            error.isObject() ? error.path("message") : error,
            body.path("errors").path(0).path("message")
        }) {
            String words = part.isTextual() ? part.asText() : part.isMissingNode() ? "" : part.toString();
            if (!words.isEmpty() && text.indexOf(words) < 0) {
                text.append(text.isEmpty() ? "" : "; ").append(words);
            }
        }
        String all = text.toString().replaceAll("\\p{Cntrl}+", " ");
        return all.substring(0, Math.min(all.length(), LONGEST_MESSAGE));
    }

    static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
