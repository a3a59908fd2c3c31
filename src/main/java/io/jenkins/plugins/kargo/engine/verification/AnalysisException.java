package io.jenkins.plugins.kargo.engine.verification;

/** An analysis cannot be run as it is written; the message says what to change. */
public class AnalysisException extends Exception {
    private static final long serialVersionUID = 1;

    public AnalysisException(String message) {
        super(message);
    }
}
