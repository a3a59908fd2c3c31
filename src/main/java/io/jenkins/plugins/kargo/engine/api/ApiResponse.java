package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * An answer: JSON, a problem (RFC 9457) or nothing.
 *
 * @param etag to be sent as ETag together with {@code Cache-Control: no-cache}, null for none
 * @param body UTF-8 text, empty for 304
 */
public record ApiResponse(
        int status,
        @NonNull String contentType,
        @CheckForNull String etag,
        @NonNull String body) {
    public static final String JSON = "application/json";
    public static final String PROBLEM = "application/problem+json";
}
