package io.jenkins.plugins.kargo.engine.promotion.step.control;

import io.jenkins.plugins.kargo.engine.promotion.StepRunner;

/** A step that touches no files. */
abstract class ControlStep implements StepRunner {
    private final String name;

    ControlStep(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean needsWorkspace() {
        return false;
    }

    @Override
    public final Replay replay() {
        return Replay.NEVER;
    }
}
