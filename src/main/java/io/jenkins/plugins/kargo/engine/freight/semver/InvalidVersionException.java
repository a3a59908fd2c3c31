package io.jenkins.plugins.kargo.engine.freight.semver;

/** A text is no semantic version; the message shows it and says what one looks like. */
public final class InvalidVersionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    InvalidVersionException(String message) {
        super(message);
    }
}
