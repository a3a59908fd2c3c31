package org.jenkinsci.plugins.gitclient.verifier;

import hudson.model.TaskListener;
import java.io.Serializable;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;

public abstract class AbstractJGitHostKeyVerifier implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient TaskListener taskListener;
    private final HostKeyVerifierFactory hostKeyVerifierFactory;

    protected AbstractJGitHostKeyVerifier(TaskListener listener, HostKeyVerifierFactory hostKeyVerifierFactory) {
        this.taskListener = listener;
        this.hostKeyVerifierFactory = hostKeyVerifierFactory;
    }

    public TaskListener getTaskListener() {
        return taskListener;
    }

    public HostKeyVerifierFactory getHostKeyVerifierFactory() {
        return hostKeyVerifierFactory;
    }

    protected abstract ServerKeyDatabase.Configuration getServerKeyDatabaseConfiguration();

    public ServerKeyDatabase getServerKeyDatabase() {
        throw new UnsupportedOperationException("JGit over SSH needs a real controller");
    }
}
