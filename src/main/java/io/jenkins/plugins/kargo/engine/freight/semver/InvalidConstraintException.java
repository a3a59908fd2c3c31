package io.jenkins.plugins.kargo.engine.freight.semver;

/** A text is no version constraint; the message shows it and says where and why reading it ended. */
public final class InvalidConstraintException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    InvalidConstraintException(String message) {
        super(message);
    }
}
