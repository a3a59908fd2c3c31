package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Pinned artifacts that cannot be read, or that fit no subscription; nothing was looked up. */
public class InvalidPinException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public InvalidPinException(@NonNull String message) {
        super(message);
    }
}
