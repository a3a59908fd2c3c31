package org.jenkinsci.plugins.gitclient;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.PersistentDescriptor;
import jenkins.model.GlobalConfiguration;
import jenkins.model.GlobalConfigurationCategory;
import org.jenkinsci.plugins.gitclient.verifier.HostKeyVerifierFactory;
import org.jenkinsci.plugins.gitclient.verifier.KnownHostsFileVerificationStrategy;
import org.jenkinsci.plugins.gitclient.verifier.SshHostKeyVerificationStrategy;

@Extension
public class GitHostKeyVerificationConfiguration extends GlobalConfiguration implements PersistentDescriptor {
    private SshHostKeyVerificationStrategy<? extends HostKeyVerifierFactory> sshHostKeyVerificationStrategy;

    @NonNull
    @Override
    public GlobalConfigurationCategory getCategory() {
        return GlobalConfigurationCategory.get(GlobalConfigurationCategory.Security.class);
    }

    public SshHostKeyVerificationStrategy<? extends HostKeyVerifierFactory> getSshHostKeyVerificationStrategy() {
        return sshHostKeyVerificationStrategy == null
                ? new KnownHostsFileVerificationStrategy()
                : sshHostKeyVerificationStrategy;
    }

    public void setSshHostKeyVerificationStrategy(
            SshHostKeyVerificationStrategy<? extends HostKeyVerifierFactory> strategy) {
        sshHostKeyVerificationStrategy = strategy;
        save();
    }

    @NonNull
    public static GitHostKeyVerificationConfiguration get() {
        return ExtensionList.lookupSingleton(GitHostKeyVerificationConfiguration.class);
    }
}
