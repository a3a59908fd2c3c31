package io.jenkins.plugins.kargo.engine.argocd;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;

/** Argo CD or its cluster did not do what was asked; the message says what and why, without secrets. */
public class ArgoCDException extends IOException {
    private static final long serialVersionUID = 1;

    public enum Kind {
        /** Busy, broken or away for the moment. */
        UNAVAILABLE,
        /** The credential is not accepted, or may not do it. */
        DENIED,
        /** The Application is not what it was when it was read. */
        CONFLICT,
        /** Asking again does not help. */
        REFUSED
    }

    private final Kind kind;

    public ArgoCDException(@NonNull Kind kind, @NonNull String message, @CheckForNull Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public ArgoCDException(@NonNull Kind kind, @NonNull String message) {
        this(kind, message, null);
    }

    @NonNull
    public Kind kind() {
        return kind;
    }

    /** Whether the same may work in a while. */
    public boolean mayPass() {
        return kind == Kind.UNAVAILABLE;
    }
}
