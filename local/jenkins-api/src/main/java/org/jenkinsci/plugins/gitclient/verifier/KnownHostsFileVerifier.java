package org.jenkinsci.plugins.gitclient.verifier;

import hudson.model.TaskListener;

public class KnownHostsFileVerifier extends HostKeyVerifierFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public AbstractCliGitHostKeyVerifier forCliGit(TaskListener listener) {
        return tempKnownHosts -> "-o StrictHostKeyChecking=yes";
    }

    @Override
    public AbstractJGitHostKeyVerifier forJGit(TaskListener listener) {
        throw new UnsupportedOperationException("JGit over SSH needs a real controller");
    }
}
