package io.jenkins.plugins.kargo.engine.promotion;

/** How one run of a step ended, before it is decided what that means for the step. */
sealed interface StepAttempt {
    /** The step returned. */
    record Returned(StepResult result) implements StepAttempt {}

    /** The step said for good that it cannot succeed; the message is its own. */
    record Refused(String message) implements StepAttempt {}

    /** Something technical went wrong; trying again may help. */
    record Broke(String message) implements StepAttempt {}

    /** A defect or a configuration that cannot be used; trying again does not help. */
    record Unrecoverable(String message) implements StepAttempt {}
}
