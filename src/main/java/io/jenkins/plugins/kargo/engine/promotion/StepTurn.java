package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.Promotion;

/** What came of a promotion's turn at its current step. */
sealed interface StepTurn {
    /** The step is over; this is what is stored now. */
    record Moved(Promotion promotion) implements StepTurn {}

    /** The step is not over: tell the caller of the runner. */
    record Yielded(Progress progress) implements StepTurn {}
}
