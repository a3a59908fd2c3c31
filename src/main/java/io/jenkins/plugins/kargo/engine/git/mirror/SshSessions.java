package io.jenkins.plugins.kargo.engine.git.mirror;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/** SSH for one fetch: the caller's key from memory, no agent, no configuration files of this machine's user. */
final class SshSessions implements AutoCloseable {
    private final SshdSessionFactory factory;
    private final Path home;

    SshSessions(@CheckForNull Credential credential, HostKeyPolicy hostKeys) throws GitException {
        List<KeyPair> keys = keys(credential);
        try {
            home = Files.createTempDirectory("kargo-ssh");
        } catch (IOException e) {
            throw new GitException("No temporary directory for SSH can be made", e);
        }
        File directory = home.toFile();
        factory = new SshdSessionFactoryBuilder()
                .setHomeDirectory(directory)
                .setSshDirectory(directory)
                .setPreferredAuthentications("publickey")
                .setConfigStoreFactory((homeDirectory, config, user) -> null)
                .setDefaultKeysProvider(sshDirectory -> keys)
                .setServerKeyDatabase((homeDirectory, sshDirectory) -> new Servers(hostKeys))
                .setConnectorFactory(null)
                .build(null);
    }

    SshSessionFactory factory() {
        return factory;
    }

    private record Servers(HostKeyPolicy policy) implements ServerKeyDatabase {
        @Override
        public List<PublicKey> lookup(String address, InetSocketAddress remote, Configuration configuration) {
            return List.of();
        }

        @Override
        public boolean accept(
                String address,
                InetSocketAddress remote,
                PublicKey key,
                Configuration configuration,
                CredentialsProvider provider) {
            return policy.accepts(remote.getHostString(), remote.getPort(), key);
        }
    }

    private static List<KeyPair> keys(@CheckForNull Credential credential) throws GitException {
        if (credential == null) {
            return List.of();
        }
        if (!(credential instanceof Credential.SshKey key)) {
            throw new GitException("The credential " + credential.id() + " is not an SSH key, which an ssh URL needs");
        }
        SecretText passphrase = key.passphrase();
        FilePasswordProvider password =
                passphrase == null ? FilePasswordProvider.EMPTY : FilePasswordProvider.of(passphrase.reveal());
        byte[] pem = key.privateKey().reveal().getBytes(StandardCharsets.UTF_8);
        try {
            List<KeyPair> pairs = new ArrayList<>();
            Iterable<KeyPair> loaded = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName(key.id()), new ByteArrayInputStream(pem), password);
            if (loaded != null) {
                loaded.forEach(pairs::add);
            }
            if (pairs.isEmpty()) {
                throw new GitException("The credential " + key.id() + " holds no private key that can be read");
            }
            return pairs;
        } catch (GitException e) {
            throw e;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // The cause is left out: parsers like to quote what they read.
            throw new GitException("The private key of the credential " + key.id()
                    + " cannot be read: it is damaged, or its passphrase is wrong");
        }
    }

    @Override
    public void close() throws IOException {
        factory.close();
        Files.deleteIfExists(home);
    }
}
