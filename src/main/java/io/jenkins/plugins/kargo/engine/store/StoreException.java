package io.jenkins.plugins.kargo.engine.store;

/** The store cannot be read or written, or is closed; the message says what to do. Nothing was changed. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
