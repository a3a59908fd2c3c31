package io.jenkins.plugins.kargo.engine.promotion.step.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.expression.value.Tainted;
import io.jenkins.plugins.kargo.engine.git.GitInstallation;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signed commits and tags, checked by gpg, ssh-keygen and git themselves. */
class SigningTest {
    private static final String EMAIL = "bot@example.com";
    private static final String PASSPHRASE = "correct horse 'battery' staple";
    private static final GitSettings SETTINGS = GitSettings.defaults();

    @TempDir
    private Path temp;

    private GitHttpServer server;
    private GitFixture app;
    private StepFixture steps;
    private LocalWorkspace workspace;
    private SigningKeys keys;
    private Path gnupg;
    private Path argumentLog;
    private final List<String> asked = new ArrayList<>();
    private Credential signing;

    @BeforeEach
    void repository() throws Exception {
        server = GitHttpServer.withPassword(temp.resolve("git"));
        app = server.create("app");
        app.commit("main", "first", Map.of("a.txt", "a"));
        steps = new StepFixture("test.01j2w7.abcdef1").credentials(credentials());
        argumentLog = temp.resolve("arguments");
        Path git = temp.resolve("git.sh");
        Files.writeString(git, "#!/bin/sh\necho \"$@\" >> '" + argumentLog + "'\nexec git \"$@\"\n");
        assertThat(git.toFile().setExecutable(true)).isTrue();
        GitInstallation installation = new GitInstallation(
                git.toString(), Map.of(), List.of(), GitInstallation.onPath().timeout());
        workspace = new LocalWorkspace(temp, steps.promotionLog(), installation);
        steps.workspace(workspace);
        keys = new SigningKeys(temp);
        gnupg = keys.gnupg();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        keys.close();
    }

    private CredentialResolver credentials() {
        return new CredentialResolver() {
            @Override
            public Optional<Credential> find(String url, Access access) {
                return Optional.of(BasicCredentials.RIGHT.credential());
            }

            @Override
            public Optional<Credential> signingKey(String email) {
                asked.add(email);
                return Optional.ofNullable(signing);
            }
        };
    }

    private String run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        return keys.run(environment, temp, command);
    }

    private SecretText sshKey(String passphrase) throws Exception {
        Path file = temp.resolve("id");
        run(Map.of(), "ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", file.toString(), "-C", "bot");
        Files.writeString(temp.resolve("signers"), EMAIL + ' ' + Files.readString(temp.resolve("id.pub")));
        return new SecretText(Files.readString(file));
    }

    private Map<String, Object> cloneConfig(Map<String, Object> author) {
        return Map.of(
                "repoURL",
                server.url("app"),
                "author",
                author,
                "checkout",
                List.of(Map.of("path", "./out", "branch", "stage/test", "create", true)));
    }

    private static Map<String, Object> bot() {
        return Map.of("name", "Bot", "email", EMAIL);
    }

    /** The checkout is the same however its path is written. */
    private void commitTagAndPush(Map<String, Object> author) throws Exception {
        steps.run(new GitCloneStep(() -> SETTINGS), cloneConfig(author));
        Files.writeString(workspace.workDir().resolve("out/v.txt"), "1");
        steps.run(new GitCommitStep(() -> SETTINGS), Map.of("path", "/out", "message", "promote"));
        // Somebody else is faster, so that the commit is made and signed again.
        app.commit("stage/test", "other", Map.of("b.txt", "b"));
        StepRunner push = new GitPushStep(() -> SETTINGS);
        steps.run(push, "push", Map.of("path", "out"));
        steps.run(new GitTagStep(() -> SETTINGS), Map.of("path", "out", "tag", "v2", "message", "two"));
        steps.run(push, "push-tag", Map.of("path", "out", "tag", "v2"));
    }

    private void verify(Map<String, String> environment, String... settings) throws Exception {
        List<String> git = new ArrayList<>(List.of("git", "-C", app.path().toString()));
        git.addAll(List.of(settings));
        List<String> log = run(Map.of(), "git", "-C", app.path().toString(), "log", "--format=%H %s", "stage/test")
                .lines()
                .toList();
        assertThat(log).hasSize(3);
        assertThat(log.get(0)).endsWith(" promote");
        assertThat(log.get(1)).endsWith(" other");
        assertThat(log.get(2)).endsWith(" Initial commit");
        for (String commit : List.of(log.get(0), log.get(2))) {
            List<String> command = new ArrayList<>(git);
            command.addAll(List.of("verify-commit", commit.substring(0, commit.indexOf(' '))));
            assertThat(run(environment, command.toArray(String[]::new))).containsIgnoringCase("Good");
        }
        List<String> command = new ArrayList<>(git);
        command.addAll(List.of("verify-tag", "v2"));
        assertThat(run(environment, command.toArray(String[]::new))).containsIgnoringCase("Good");
    }

    private void nothingIsLeft() throws IOException {
        assertThat(argumentLog).content().doesNotContain("BEGIN", PASSPHRASE);
        assertThat(workspace.temporary()).isEmptyDirectory();
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("kargo-sign")))
                    .isEmpty();
        }
        try (Stream<Path> files = Files.walk(workspace.workDir())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("PRIVATE KEY", PASSPHRASE);
            }
        }
    }

    @Test
    void aGpgKeyThatIsBoundToTheAuthorSigns() throws Exception {
        signing = new Credential.Token("gpg-key", keys.gpg(EMAIL, ""));
        commitTagAndPush(bot());
        verify(Map.of("GNUPGHOME", gnupg.toString()));
        assertThat(asked).containsOnly(EMAIL);
        nothingIsLeft();
    }

    @Test
    void aGpgKeyMayHaveAPassphrase() throws Exception {
        signing = new Credential.SshKey("gpg-key", "", keys.gpg(EMAIL, PASSPHRASE), new SecretText(PASSPHRASE));
        steps.run(new GitCloneStep(() -> SETTINGS), cloneConfig(bot()));
        Map<String, String> home = Map.of("GNUPGHOME", gnupg.toString());
        assertThat(run(home, "git", "-C", app.path().toString(), "verify-commit", "stage/test"))
                .contains("Good signature");
        nothingIsLeft();
    }

    @Test
    void anSshKeyThatIsBoundToTheAuthorSigns() throws Exception {
        signing = new Credential.SshKey("ssh-key", "git", sshKey(""), null);
        commitTagAndPush(bot());
        verify(Map.of(), "-c", "gpg.ssh.allowedSignersFile=" + temp.resolve("signers"));
        nothingIsLeft();
    }

    @Test
    void anSshKeyMayHaveAPassphrase() throws Exception {
        signing = new Credential.SshKey("ssh-key", "git", sshKey(PASSPHRASE), new SecretText(PASSPHRASE));
        commitTagAndPush(bot());
        verify(Map.of(), "-c", "gpg.ssh.allowedSignersFile=" + temp.resolve("signers"));
        nothingIsLeft();
    }

    @Test
    void theSigningKeyOfTheConfigurationSignsWhatLaterStepsCommit() throws Exception {
        Object key = Tainted.of(keys.gpg(EMAIL, "").reveal());
        commitTagAndPush(Map.of("name", "Bot", "email", EMAIL, "signingKey", key));
        verify(Map.of("GNUPGHOME", gnupg.toString()));
        assertThat(asked).isEmpty();
        nothingIsLeft();
    }

    @Test
    void theDefaultAuthorSignsToo() throws Exception {
        signing = new Credential.SshKey("ssh-key", "git", sshKey(""), null);
        steps.run(
                new GitCloneStep(() -> SETTINGS),
                Map.of("repoURL", server.url("app"), "checkout", List.of(Map.of("path", "out"))));
        assertThat(asked).containsExactly("no-reply@kargo.io");
    }

    @Test
    void theSameCommitIsMadeAgain() throws Exception {
        signing = new Credential.Token("gpg-key", keys.gpg(EMAIL, ""));
        List<Object> commits = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            steps.run(
                    new GitCloneStep(() -> SETTINGS),
                    Map.of(
                            "repoURL",
                            server.url("app"),
                            "author",
                            bot(),
                            "checkout",
                            List.of(Map.of("path", "out", "branch", "main"))));
            Files.writeString(workspace.workDir().resolve("out/v.txt"), "1");
            commits.add(steps.run(new GitCommitStep(() -> SETTINGS), Map.of("path", "out", "message", "promote"))
                    .output());
        }
        assertThat(commits.get(1)).isEqualTo(commits.get(0));
    }

    @Test
    void aPreviewAsksForNoKey() throws Exception {
        signing = new Credential.SshKey("ssh-key", "git", sshKey(""), null);
        steps.preview();
        steps.run(new GitCloneStep(() -> SETTINGS), cloneConfig(bot()));
        Files.writeString(workspace.workDir().resolve("out/v.txt"), "1");
        steps.run(new GitCommitStep(() -> SETTINGS), Map.of("path", "out", "message", "promote"));
        assertThat(asked).isEmpty();
    }

    @Test
    void whatIsNoPrivateKeyIsRefusedByTheNameOfItsCredential() {
        signing = new Credential.Token("oops", new SecretText("ssh-ed25519 AAAA public"));
        assertThatThrownBy(() -> steps.run(new GitCloneStep(() -> SETTINGS), cloneConfig(bot())))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("'oops' is no private key")
                .message()
                .doesNotContain("AAAA");
        signing = new Credential.UsernamePassword("pair", "u", new SecretText("p"));
        assertThatThrownBy(() -> steps.run(new GitCloneStep(() -> SETTINGS), cloneConfig(bot())))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("'pair' cannot sign");
    }

    @Test
    void aWrongPassphraseIsAnErrorWithoutIt() throws Exception {
        signing = new Credential.SshKey("ssh-key", "git", sshKey(PASSPHRASE), new SecretText("nonsense-1"));
        assertThatThrownBy(() -> steps.run(new GitCloneStep(() -> SETTINGS), cloneConfig(bot())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("signing key cannot be used")
                .message()
                .doesNotContain("nonsense-1");
        nothingIsLeft();
    }
}
