package io.jenkins.plugins.kargo.engine.http;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;

/** No usable answer was had; the message says from whom and why, without queries and credentials. */
public class HttpFailure extends IOException {
    private static final long serialVersionUID = 1;

    public enum Kind {
        /** The network policy or a rule of ours forbids the request. */
        REFUSED,
        /** No connection, or it broke. */
        UNREACHABLE,
        /** The certificate is not trusted, or TLS could not be agreed on. */
        TLS,
        TIMED_OUT,
        TOO_LARGE,
        /** The host wants us to wait for longer than the request may last. */
        RATE_LIMITED,
        /** The answer is not what its protocol promises. */
        MALFORMED
    }

    private final Kind kind;

    public HttpFailure(@NonNull Kind kind, @NonNull String message) {
        this(kind, message, null);
    }

    public HttpFailure(@NonNull Kind kind, @NonNull String message, @CheckForNull Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    @NonNull
    public Kind kind() {
        return kind;
    }
}
