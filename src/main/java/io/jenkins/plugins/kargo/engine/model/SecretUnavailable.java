package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;

/** A secret that is bound to the project cannot be had; the message says why, for people. */
public final class SecretUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SecretUnavailable(@NonNull String message) {
        super(message);
    }
}
