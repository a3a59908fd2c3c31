package io.jenkins.plugins.kargo.engine.http;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What came back, whatever the status.
 *
 * @param uri who answered in the end, after redirects
 * @param body empty when it went into a file
 */
public record HttpAnswer(
        int status,
        @NonNull HttpHeaders headers,
        @NonNull URI uri,
        @NonNull byte[] body) {
    @NonNull
    public Optional<String> header(@NonNull String name) {
        return headers.firstValue(name);
    }

    @NonNull
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public boolean successful() {
        return status >= 200 && status < 300;
    }
}
