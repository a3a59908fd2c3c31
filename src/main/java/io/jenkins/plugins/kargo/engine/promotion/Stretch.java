package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * One call of {@link PromotionRunner#advance}: what is lent for it, whether its work dir has been looked at, and which step
 * has begun without having run yet. Of one thread.
 */
final class Stretch {
    private final RunEnvironment environment;
    private final boolean preview;
    private boolean workDirReady;
    private String begun = "";

    Stretch(RunEnvironment environment, boolean preview) {
        this.environment = environment;
        this.preview = preview;
    }

    RunEnvironment environment() {
        return environment;
    }

    boolean isPreview() {
        return preview;
    }

    boolean isWorkDirReady() {
        return workDirReady;
    }

    void workDirReady() {
        workDirReady = true;
    }

    /** The store has the step's beginning, written together with the end of the one before it. */
    void begun(@NonNull String alias) {
        begun = alias;
    }

    /** @return true once, for the step that has begun and has not run */
    boolean takeBegun(@NonNull String alias) {
        boolean taken = begun.equals(alias);
        begun = "";
        return taken;
    }

    boolean isStopRequested() {
        return environment.stopRequested().getAsBoolean();
    }

    void log(String line) {
        environment.log().line(line);
    }
}
