package io.jenkins.plugins.kargo.engine.git;

import java.io.IOException;

/** Git ended with an error; the message holds what git said, without credentials. */
public class GitException extends IOException {
    private static final long serialVersionUID = 1;

    public GitException(String message) {
        super(message);
    }

    public GitException(String message, Throwable cause) {
        super(message, cause);
    }
}
