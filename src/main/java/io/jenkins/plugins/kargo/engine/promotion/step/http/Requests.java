package io.jenkins.plugins.kargo.engine.promotion.step.http;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.TaintPolicy;
import io.jenkins.plugins.kargo.engine.expression.value.Tainted;
import io.jenkins.plugins.kargo.engine.http.HttpCall;
import io.jenkins.plugins.kargo.engine.model.GoDurations;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The request that a step's configuration describes. */
final class Requests {
    /** Headers and bodies may hold secrets; URLs end up in logs of servers and proxies, and may not. */
    static final TaintPolicy SECRETS =
            field -> field.equals("body") || Pattern.matches("headers\\[\\d+]\\.value", field);

    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    /** Java's client sets these itself and takes no others. */
    private static final Set<String> OWN = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private Requests() {}

    /** Method, URL, query and headers; the limits are the caller's. */
    @NonNull
    static HttpCall of(@NonNull StepConfig config) throws StepFailure {
        HttpCall call = HttpCall.of(config.text("method", "GET"), uri(config))
                .insecureSkipTLSVerify(config.flag("insecureSkipTLSVerify"));
        for (StepConfig header : config.objects("headers")) {
            call = withHeader(call, header.text("name"), secret(header.value("value")));
        }
        return call;
    }

    private static HttpCall withHeader(HttpCall call, String name, String value) throws StepFailure {
        if (!HEADER_NAME.matcher(name).matches() || OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new StepFailure("headers: \"" + name + "\" is not a header that can be set");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new StepFailure("headers: the value of " + name + " must be one line of text");
        }
        return name.equalsIgnoreCase("Authorization")
                ? call.authorization(new SecretText(value))
                : call.header(name, value);
    }

    private static URI uri(StepConfig config) throws StepFailure {
        String query = config.objects("queryParams").stream()
                .map(one -> encoded(one.text("name")) + '=' + encoded(one.text("value")))
                .collect(Collectors.joining("&"));
        String url = config.text("url");
        try {
            URI uri = new URI(url);
            if (query.isEmpty()) {
                return uri;
            }
            String base = url.indexOf('#') < 0 ? url : url.substring(0, url.indexOf('#'));
            return new URI(base + (uri.getRawQuery() == null ? "?" : "&") + query);
        } catch (URISyntaxException e) {
            throw new StepFailure("url is no URL: " + e.getReason() + " at character " + e.getIndex(), e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A text that may be secret. */
    @NonNull
    static String secret(Object value) {
        return value == null ? "" : String.valueOf(value instanceof Tainted tainted ? tainted.reveal() : value);
    }

    @NonNull
    static Duration duration(@NonNull StepConfig config, @NonNull String key, @NonNull Duration otherwise)
            throws StepFailure {
        String text = config.text(key);
        try {
            return text.isEmpty() ? otherwise : GoDurations.parseGo(text);
        } catch (IllegalArgumentException e) {
            throw new StepFailure(key + ": " + e.getMessage(), e);
        }
    }
}
