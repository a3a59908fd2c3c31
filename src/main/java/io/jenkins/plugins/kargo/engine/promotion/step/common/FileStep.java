package io.jenkins.plugins.kargo.engine.promotion.step.common;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;

/** A step that changes nothing but files of the work dir. */
public abstract class FileStep implements StepRunner {
    private final String name;

    /** @param name after {@code uses:} */
    protected FileStep(@NonNull String name) {
        this.name = name;
    }

    @Override
    @NonNull
    public final String name() {
        return name;
    }

    @Override
    public final boolean needsWorkspace() {
        return true;
    }

    @Override
    @NonNull
    public final Replay replay() {
        return Replay.FILES;
    }
}
