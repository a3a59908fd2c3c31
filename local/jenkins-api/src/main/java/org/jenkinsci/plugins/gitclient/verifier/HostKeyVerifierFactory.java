package org.jenkinsci.plugins.gitclient.verifier;

import hudson.model.TaskListener;
import java.io.Serializable;

public abstract class HostKeyVerifierFactory implements Serializable {
    private static final long serialVersionUID = 1L;

    public abstract AbstractCliGitHostKeyVerifier forCliGit(TaskListener listener);

    public abstract AbstractJGitHostKeyVerifier forJGit(TaskListener listener);
}
