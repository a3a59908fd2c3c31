package io.jenkins.plugins.kargo.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.TaskListener;
import io.jenkins.plugins.kargo.engine.git.mirror.HostKeyPolicy;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.util.List;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jenkinsci.plugins.gitclient.GitHostKeyVerificationConfiguration;

/** The administrator's policy for SSH servers of git: Manage Jenkins » Security » Git Host Key Verification. */
final class JenkinsHostKeys implements HostKeyPolicy {
    private static final int SSH_PORT = 22;

    @Override
    public boolean accepts(@NonNull String host, int port, @NonNull PublicKey key) {
        int effective = port <= 0 ? SSH_PORT : port;
        ServerKeyDatabase known = GitHostKeyVerificationConfiguration.get()
                .getSshHostKeyVerificationStrategy()
                .getVerifier()
                .forJGit(TaskListener.NULL)
                .getServerKeyDatabase();
        return known.accept(
                '[' + host + "]:" + effective,
                InetSocketAddress.createUnresolved(host, effective),
                key,
                Strict.INSTANCE,
                null);
    }

    /** For policies that leave these questions open. */
    private enum Strict implements ServerKeyDatabase.Configuration {
        INSTANCE;

        @Override
        public List<String> getUserKnownHostsFiles() {
            return List.of();
        }

        @Override
        public List<String> getGlobalKnownHostsFiles() {
            return List.of();
        }

        @Override
        public StrictHostKeyChecking getStrictHostKeyChecking() {
            return StrictHostKeyChecking.REQUIRE_MATCH;
        }

        @Override
        public boolean getHashKnownHosts() {
            return false;
        }

        @Override
        public String getUsername() {
            return "";
        }
    }
}
