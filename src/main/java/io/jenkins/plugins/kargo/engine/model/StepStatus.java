package io.jenkins.plugins.kargo.engine.model;

/** Status of a promotion step, in the order of severity by which the worst decides the promotion's phase. */
public enum StepStatus {
    Succeeded,
    Skipped,
    Running,
    Aborted,
    Failed,
    Errored;

    public boolean isTerminal() {
        return this != Running;
    }
}
