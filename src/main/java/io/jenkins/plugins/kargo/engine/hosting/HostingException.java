package io.jenkins.plugins.kargo.engine.hosting;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;

/** A hosting service refused; the message says what was asked and what it said, without secrets. */
public class HostingException extends IOException {
    private static final long serialVersionUID = 1;

    private static final int TOO_MANY = 429;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    private final int status;

    public HostingException(int status, @NonNull String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status, 0 when the answer was not understood. */
    public int status() {
        return status;
    }

    /** Whether the same may work in a while. */
    public boolean mayPass() {
        return status == TOO_MANY || status >= SERVER_ERROR;
    }

    public boolean isNotFound() {
        return status == NOT_FOUND;
    }
}
