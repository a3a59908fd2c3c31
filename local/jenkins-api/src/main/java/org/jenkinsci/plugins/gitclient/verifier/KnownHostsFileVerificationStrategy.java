package org.jenkinsci.plugins.gitclient.verifier;

public class KnownHostsFileVerificationStrategy extends SshHostKeyVerificationStrategy<KnownHostsFileVerifier> {
    @Override
    public KnownHostsFileVerifier getVerifier() {
        return new KnownHostsFileVerifier();
    }
}
