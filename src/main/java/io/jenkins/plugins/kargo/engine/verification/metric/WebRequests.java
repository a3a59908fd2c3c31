package io.jenkins.plugins.kargo.engine.verification.metric;

import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.JsonReader;
import io.jenkins.plugins.kargo.engine.expression.value.JsonWriter;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import io.jenkins.plugins.kargo.engine.http.HttpAnswer;
import io.jenkins.plugins.kargo.engine.http.HttpCall;
import io.jenkins.plugins.kargo.engine.http.HttpFailure;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.verification.AnalysisException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Sends the request that a web metric describes, with a token of OAuth 2 client credentials when it asks for one. */
final class WebRequests {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT");
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(2);
    private static final long MAX_BYTES = 4L << 20;

    private final HttpGateway http;

    WebRequests(HttpGateway http) {
        this.http = http;
    }

    HttpAnswer send(Map<String, Object> config) throws AnalysisException, HttpFailure, InterruptedException {
        String method = text(config, "method").isEmpty()
                ? "GET"
                : text(config, "method").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw new AnalysisException("web.method is " + method + ", not GET, POST or PUT");
        }
        HttpCall call = limited(HttpCall.of(method, uri(text(config, "url"), "web.url")), config);
        for (Object header : list(config, "headers")) {
            Map<?, ?> pair = map(header);
            String name = String.valueOf(pair.get("key"));
            String value = String.valueOf(pair.get("value"));
            call = name.equalsIgnoreCase("Authorization")
                    ? call.authorization(new SecretText(value))
                    : call.header(name, value);
        }
        Map<?, ?> oauth2 = map(map(config.get("authentication")).get("oauth2"));
        if (!oauth2.isEmpty()) {
            call = call.authorization(new SecretText("Bearer " + token(oauth2, config)));
        }
        return http.sendOnce(withBody(call, method, config));
    }

    private static HttpCall withBody(HttpCall call, String method, Map<String, Object> config)
            throws AnalysisException {
        String body = text(config, "body");
        Object json = config.get("jsonBody");
        if (body.isEmpty() && json == null) {
            return call;
        }
        if (method.equals("GET")) {
            throw new AnalysisException("web.body and web.jsonBody are possible with POST and PUT only");
        }
        if (json == null) {
            return call.body(body.getBytes(StandardCharsets.UTF_8));
        }
        if (!body.isEmpty()) {
            throw new AnalysisException("web.body and web.jsonBody exclude each other");
        }
        String text = json instanceof String string ? string : JsonWriter.compact(json, Evaluation.plain());
        return call.header("Content-Type", "application/json").body(text.getBytes(StandardCharsets.UTF_8));
    }

    private String token(Map<?, ?> oauth2, Map<String, Object> config)
            throws AnalysisException, HttpFailure, InterruptedException {
        String client = encoded(oauth2.get("clientId")) + ':' + encoded(oauth2.get("clientSecret"));
        String scopes = oauth2.get("scopes") instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(" "))
                : "";
        String form = "grant_type=client_credentials" + (scopes.isEmpty() ? "" : "&scope=" + encoded(scopes));
        HttpCall call = limited(HttpCall.of("POST", uri(String.valueOf(oauth2.get("tokenUrl")), "tokenUrl")), config)
                .authorization(new SecretText(
                        "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8))))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .body(form.getBytes(StandardCharsets.UTF_8));
        HttpAnswer answer = http.sendOnce(call);
        if (!answer.successful()) {
            throw new AnalysisException("the token service answered " + answer.status());
        }
        try {
            if (map(JsonReader.read(answer.text(), Evaluation.plain())).get("access_token") instanceof String token) {
                return token;
            }
        } catch (ValueException e) {
            throw new AnalysisException("the token service did not answer with JSON");
        }
        throw new AnalysisException("the token service gave no access_token");
    }

    private static HttpCall limited(HttpCall call, Map<String, Object> config) throws AnalysisException {
        boolean insecure = Boolean.parseBoolean(text(config, "insecure"));
        return call.limits(MAX_BYTES, timeout(text(config, "timeoutSeconds"))).insecureSkipTLSVerify(insecure);
    }

    private static Duration timeout(String seconds) throws AnalysisException {
        try {
            Duration timeout = seconds.isEmpty() ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(seconds));
            if (timeout.isZero() || timeout.isNegative()) {
                return DEFAULT_TIMEOUT;
            }
            return timeout.compareTo(MAX_TIMEOUT) > 0 ? MAX_TIMEOUT : timeout;
        } catch (NumberFormatException e) {
            throw new AnalysisException("web.timeoutSeconds is \"" + seconds + "\", not a whole number");
        }
    }

    private static URI uri(String url, String field) throws AnalysisException {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new AnalysisException(field + " is no URL: " + e.getReason());
        }
    }

    private static String encoded(Object text) {
        return URLEncoder.encode(text == null ? "" : text.toString(), StandardCharsets.UTF_8);
    }

    /** A setting as text, empty when absent. */
    static String text(Map<String, Object> config, String key) {
        Object value = config.get(key);
        return value == null ? "" : value.toString();
    }

    private static List<?> list(Map<String, Object> config, String key) {
        return config.get(key) instanceof List<?> list ? list : List.of();
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
