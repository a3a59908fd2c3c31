package io.jenkins.plugins.kargo.engine.model;

/** Phase of a verification; from Successful on it is settled. */
public enum VerificationPhase {
    Pending,
    Running,
    Successful,
    Failed,
    Error,
    Aborted,
    Inconclusive;

    public boolean isTerminal() {
        return this != Pending && this != Running;
    }
}
