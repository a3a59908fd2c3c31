package io.jenkins.plugins.kargo.engine.model;

/** Phase of a Promotion. Failed is a business outcome, Errored a technical one. */
public enum PromotionPhase {
    Pending,
    Running,
    Succeeded,
    Failed,
    Errored,
    Aborted;

    public boolean isTerminal() {
        return this != Pending && this != Running;
    }
}
