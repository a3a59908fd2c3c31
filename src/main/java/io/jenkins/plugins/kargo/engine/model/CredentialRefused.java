package io.jenkins.plugins.kargo.engine.model;

/** A credential may not be used here; the message says which, for what URL and what to change. */
public class CredentialRefused extends Exception {
    private static final long serialVersionUID = 1;

    public CredentialRefused(String message) {
        super(message);
    }
}
