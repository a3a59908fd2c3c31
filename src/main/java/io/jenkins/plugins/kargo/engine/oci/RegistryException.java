package io.jenkins.plugins.kargo.engine.oci;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;

/** The registry answered, but not with what was asked for; the message says what it said, without secrets. */
public class RegistryException extends IOException {
    private static final long serialVersionUID = 1;

    public RegistryException(@NonNull String message) {
        super(message);
    }

    public RegistryException(@NonNull String message, @NonNull Throwable cause) {
        super(message, cause);
    }
}
