package io.jenkins.plugins.kargo.engine.promotion;

/** Ends a step as Failed and is never retried; the message is for people and names what to change. */
public class StepFailure extends Exception {
    private static final long serialVersionUID = 1;

    public StepFailure(String message) {
        super(message);
    }

    public StepFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
