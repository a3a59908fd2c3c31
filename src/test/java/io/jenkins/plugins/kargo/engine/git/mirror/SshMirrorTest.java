package io.jenkins.plugins.kargo.engine.git.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.SshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshMirrorTest {
    @TempDir
    Path temp;

    private final List<String> askedFor = new CopyOnWriteArrayList<>();
    private SshServer server;
    private GitFixture app;
    private String head;

    @BeforeEach
    void start() throws Exception {
        server = SshServer.start(temp);
        app = GitFixture.create(Files.createDirectory(temp.resolve("app.git")));
        head = app.commit("main", "first", Map.of("a", "1"));
        app.tag("v1.0.0", head);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private boolean accept(String host, int port, PublicKey key) {
        askedFor.add(host + ':' + port + ' ' + key.getAlgorithm());
        return true;
    }

    private GitMirror open(Credential credential, HostKeyPolicy policy) throws GitException {
        MirrorSettings settings = MirrorSettings.of(NetworkPolicy.LOOPBACK).withHostKeys(policy);
        return new GitMirrors(temp.resolve("mirrors"), settings)
                .open(new GitRemote(server.url(app), credential, false));
    }

    private static Credential.SshKey key(String pem, String passphrase) {
        return new Credential.SshKey(
                "deploy-key",
                System.getProperty("user.name"),
                new SecretText(pem),
                passphrase.isEmpty() ? null : new SecretText(passphrase));
    }

    @Test
    void anAdmittedKeyReadsTheRepository() throws Exception {
        Credential rsa = key(SshServer.admit(temp, "rsa", "", "-t", "rsa", "-b", "3072", "-m", "PEM"), "");
        Credential locked = key(SshServer.admit(temp, "ed", "opensesame", "-t", "ecdsa"), "opensesame");

        for (Credential credential : List.of(rsa, locked)) {
            GitMirror mirror = open(credential, this::accept);
            assertThat(mirror.branch("main").commit()).isEqualTo(head);
            assertThat(mirror.tags(name -> true)).extracting(TagRecord::tag).containsExactly("v1.0.0");
        }
        assertThat(askedFor).isNotEmpty().allMatch(asked -> asked.startsWith("127.0.0.1:" + server.port() + ' '));
    }

    @Test
    void aServerThatNobodyVouchesForIsNotSpokenTo() {
        Credential admitted = key(SshServer.admit(temp, "rsa", "", "-t", "rsa", "-b", "3072", "-m", "PEM"), "");

        assertThatThrownBy(() -> open(admitted, HostKeyPolicy.NONE).branch("main"))
                .isInstanceOf(GitException.class)
                .hasMessage(server.url(app)
                        + ": the server's SSH host key is not among those that this controller accepts");
    }

    @Test
    void theWrongKeyPassphraseOrKindOfCredentialIsSaid() {
        assertThatThrownBy(() ->
                        open(key(SshServer.stranger(temp), ""), this::accept).branch("main"))
                .hasMessageContaining("the server refuses the credential deploy-key");
        String locked = SshServer.admit(temp, "ed", "opensesame", "-t", "ecdsa");
        assertThatThrownBy(() -> open(key(locked, "wrong"), this::accept).branch("main"))
                .hasMessageContaining("its passphrase is wrong");
        assertThatThrownBy(() -> open(key("no key at all", ""), this::accept).branch("main"))
                .hasMessageContaining("deploy-key");
        assertThatThrownBy(() ->
                        open(BasicCredentials.RIGHT.credential(), this::accept).branch("main"))
                .hasMessageContaining("is not an SSH key, which an ssh URL needs");
    }
}
