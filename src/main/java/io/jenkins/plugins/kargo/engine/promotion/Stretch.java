package io.jenkins.plugins.kargo.engine.promotion;

/** One call of {@link PromotionRunner#advance}: what is lent for it, and whether its work dir has been looked at. */
final class Stretch {
    private final RunEnvironment environment;
    private final boolean preview;
    private boolean workDirReady;

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

    void log(String line) {
        environment.log().line(line);
    }
}
