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
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** JSON over HTTP as the hosting services speak it. */
final class HostingApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final long MAX_BYTES = 16L << 20;
    private static final int LONGEST_MESSAGE = 500;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int MAX_PAGES = 20;

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
     * The entries of a list that comes in pages, no more than those of the first twenty.
     *
     * @param path of a page, the first being 1
     * @param field of a page that holds its entries, empty when the page is the list
     */
    @NonNull
    List<JsonNode> pages(IntFunction<String> path, String field, Predicate<JsonNode> isLast)
            throws IOException, InterruptedException {
        List<JsonNode> entries = new ArrayList<>();
        for (int page = 1; page <= MAX_PAGES; page++) {
            JsonNode answer = get(path.apply(page));
            (field.isEmpty() ? answer : answer.path(field)).forEach(entries::add);
            if (isLast.test(answer)) {
                break;
            }
        }
        return entries;
    }

    /** The first page of a list. @param field as of {@link #pages} */
    @NonNull
    List<JsonNode> entries(String path, String field) throws IOException, InterruptedException {
        return pages(page -> path, field, page -> true);
    }

    /** Pages that are lists, of a size. @param path to which the number of a page is added */
    @NonNull
    List<JsonNode> numbered(String path, int size) throws IOException, InterruptedException {
        return pages(page -> path + page, "", list -> list.size() < size);
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
