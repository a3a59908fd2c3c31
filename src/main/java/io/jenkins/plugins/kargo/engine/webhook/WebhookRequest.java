package io.jenkins.plugins.kargo.engine.webhook;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What somebody sent.
 *
 * @param headers values by name, whatever its case
 * @param parameters of the query
 */
public record WebhookRequest(
        @NonNull Map<String, List<String>> headers,
        @NonNull Map<String, List<String>> parameters,
        @NonNull byte[] body) {
    /** The largest body that is read, as in Kargo. */
    public static final int MAX_BODY = 2 << 20;

    public WebhookRequest {
        Map<String, List<String>> lower = new TreeMap<>();
        headers.forEach((name, values) -> lower.computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                .addAll(values));
        headers = lower;
        parameters = Map.copyOf(parameters);
    }

    /** The first value, empty when there is none. */
    @NonNull
    public String header(@NonNull String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    @NonNull
    public List<String> headers(@NonNull String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }
}
