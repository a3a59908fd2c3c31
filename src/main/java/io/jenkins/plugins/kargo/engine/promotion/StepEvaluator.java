package io.jenkins.plugins.kargo.engine.promotion;

import java.util.Map;

/** Evaluates the expressions of a step in its scope. */
interface StepEvaluator {
    /** The expressions cannot be evaluated; the message is for people. */
    class EvaluationException extends Exception {
        private static final long serialVersionUID = 1;

        EvaluationException(String message) {
            super(message);
        }
    }

    /** Whether the step's condition, or a failure before it, keeps it from running. */
    boolean skips(StepScope scope) throws EvaluationException;

    /** The step's configuration with every expression replaced by its value. */
    Map<String, Object> config(StepScope scope) throws EvaluationException;
}
