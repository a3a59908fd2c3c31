package io.jenkins.plugins.kargo.engine.git.mirror;

import io.jenkins.plugins.kargo.engine.git.GitException;

/** The remote was read, and has no branch of that name. */
public class NoSuchBranchException extends GitException {
    private static final long serialVersionUID = 1;

    public NoSuchBranchException(String message) {
        super(message);
    }
}
