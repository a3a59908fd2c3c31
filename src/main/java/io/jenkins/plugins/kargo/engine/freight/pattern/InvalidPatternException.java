package io.jenkins.plugins.kargo.engine.freight.pattern;

/** A glob or regular expression does not compile; the message shows it and says what is wrong. */
public final class InvalidPatternException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    InvalidPatternException(String message) {
        super(message);
    }

    InvalidPatternException(String message, Throwable cause) {
        super(message, cause);
    }
}
