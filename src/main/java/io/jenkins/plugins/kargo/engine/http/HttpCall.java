package io.jenkins.plugins.kargo.engine.http;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What to send.
 *
 * @param headers in order; a name may occur more than once; only harmless ones follow a redirect to another host
 * @param authorization the Authorization header; it does not follow a redirect to another host
 * @param body null for none
 * @param bodyFile a file to send instead of the body, for what is too large for memory; null for none
 * @param maxBytes the longest answer that is accepted
 * @param timeout for the whole call: waiting, repetitions and reading included
 */
public record HttpCall(
        @NonNull String method,
        @NonNull URI uri,
        @NonNull List<Map.Entry<String, String>> headers,
        @CheckForNull SecretText authorization,
        @CheckForNull byte[] body,
        @CheckForNull Path bodyFile,
        long maxBytes,
        @NonNull Duration timeout,
        boolean insecureSkipTLSVerify) {
    private static final long DEFAULT_MAX_BYTES = 8L << 20;
    /** Headers that hold no secret, whoever sets them. */
    private static final Set<String> HARMLESS =
            Set.of("accept", "accept-encoding", "content-type", "if-modified-since", "if-none-match", "user-agent");

    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);

    public HttpCall {
        headers = List.copyOf(headers);
    }

    @NonNull
    public static HttpCall get(@NonNull URI uri) {
        return of("GET", uri);
    }

    @NonNull
    public static HttpCall head(@NonNull URI uri) {
        return of("HEAD", uri);
    }

    @NonNull
    public static HttpCall of(@NonNull String method, @NonNull URI uri) {
        return new HttpCall(method, uri, List.of(), null, null, null, DEFAULT_MAX_BYTES, DEFAULT_TIMEOUT, false);
    }

    @NonNull
    public HttpCall header(@NonNull String name, @NonNull String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new HttpCall(method, uri, more, authorization, body, bodyFile, maxBytes, timeout, insecureSkipTLSVerify);
    }

    /** @param value null for none */
    @NonNull
    public HttpCall authorization(@CheckForNull SecretText value) {
        return new HttpCall(method, uri, headers, value, body, bodyFile, maxBytes, timeout, insecureSkipTLSVerify);
    }

    @NonNull
    public HttpCall body(@NonNull byte[] content) {
        return new HttpCall(
                method, uri, headers, authorization, content, null, maxBytes, timeout, insecureSkipTLSVerify);
    }

    @NonNull
    public HttpCall bodyFile(@NonNull Path file) {
        return new HttpCall(method, uri, headers, authorization, null, file, maxBytes, timeout, insecureSkipTLSVerify);
    }

    @NonNull
    public HttpCall limits(long bytes, @NonNull Duration time) {
        return new HttpCall(method, uri, headers, authorization, body, bodyFile, bytes, time, insecureSkipTLSVerify);
    }

    @NonNull
    public HttpCall insecureSkipTLSVerify(boolean skip) {
        return new HttpCall(method, uri, headers, authorization, body, bodyFile, maxBytes, timeout, skip);
    }

    /** Whether sending it twice does no more than sending it once. */
    boolean repeatable() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** The call where a redirect points to. What may be a secret of one host is not handed to another. */
    HttpCall at(URI other) {
        if (Uris.origin(uri).equals(Uris.origin(other))) {
            return new HttpCall(
                    method, other, headers, authorization, body, bodyFile, maxBytes, timeout, insecureSkipTLSVerify);
        }
        List<Map.Entry<String, String>> harmless = headers.stream()
                .filter(header -> HARMLESS.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .toList();
        return new HttpCall(method, other, harmless, null, body, bodyFile, maxBytes, timeout, insecureSkipTLSVerify);
    }

    /** For messages. */
    String describe() {
        return method + ' ' + Uris.withoutQuery(uri);
    }

    @Override
    public String toString() {
        return describe();
    }
}
