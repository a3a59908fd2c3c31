package io.jenkins.plugins.kargo.engine.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessGitCliTest {
    @TempDir
    private Path temp;

    private Path directory;
    private Path secrets;

    @BeforeEach
    void folders() throws IOException {
        directory = Files.createDirectories(temp.resolve("it's a work dir"));
        secrets = temp.resolve("tmp dir's");
    }

    private GitCli git() {
        return git(Map.of(), Duration.ofMinutes(1), "git");
    }

    private GitCli git(Map<String, String> environment, Duration timeout, String executable) {
        return new ProcessGitCli(new GitInstallation(executable, environment, List.of(), timeout), secrets);
    }

    private void assertNoSecretIsLeftBehind() throws IOException {
        try (Stream<Path> files = Files.list(secrets)) {
            assertThat(files).isEmpty();
        }
    }

    /** A stand-in for git that the test writes. */
    private String program(String script) throws IOException {
        Path program = temp.resolve("fake-git");
        Files.writeString(program, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program.toString();
    }

    @Test
    void readsARepositoryWithThePasswordOfItsHost() throws Exception {
        try (GitHttpServer server = GitHttpServer.withPassword(temp.resolve("git"))) {
            String commit = server.create("app").commit("main", "first", Map.of("a.txt", "a"));
            GitAccess access = new GitAccess(server.url("app"), BasicCredentials.RIGHT.credential());
            assertThat(git().run(directory, access, "ls-remote", server.url("app")))
                    .contains(commit);
            assertNoSecretIsLeftBehind();
        }
    }

    @Test
    void aWrongPasswordEndsInGitsWordsWithoutThePassword() throws Exception {
        try (GitHttpServer server = GitHttpServer.withPassword(temp.resolve("git"))) {
            server.create("app");
            GitAccess access = new GitAccess(server.url("app"), BasicCredentials.WRONG.credential());
            assertThatThrownBy(() -> git().run(directory, access, "ls-remote", server.url("app")))
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("git ls-remote failed with exit code 128")
                    .hasMessageContaining("Authentication failed")
                    .message()
                    .doesNotContain(BasicCredentials.WRONG.password());
            assertNoSecretIsLeftBehind();
        }
    }

    @Test
    void withoutACredentialNobodyIsAsked() throws Exception {
        try (GitHttpServer server = GitHttpServer.withPassword(temp.resolve("git"))) {
            server.create("app");
            Map<String, String> tempting = Map.of("SSH_ASKPASS", "/bin/echo", "DISPLAY", ":0");
            GitCli git = git(tempting, Duration.ofMinutes(1), "git");
            assertThatThrownBy(() -> git.run(directory, "ls-remote", server.url("app")))
                    .hasMessageContaining("terminal prompts disabled");
        }
    }

    @Test
    void aRedirectToAnotherHostDoesNotGetThePassword() throws Exception {
        List<String> authorizations = new ArrayList<>();
        try (LoopbackServer thief = LoopbackServer.http(exchange -> {
                    String header = exchange.getRequestHeaders().getFirst("Authorization");
                    authorizations.add(String.valueOf(header));
                    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"x\"");
                    LoopbackServer.answer(exchange, 401, "who?");
                });
                LoopbackServer server = LoopbackServer.http(exchange -> {
                    exchange.getResponseHeaders().set("Location", thief.url() + exchange.getRequestURI());
                    LoopbackServer.answer(exchange, 302, "there");
                })) {
            String url = server.url() + "/app.git";
            GitAccess access = new GitAccess(url, BasicCredentials.RIGHT.credential());
            assertThatThrownBy(() -> git().run(directory, access, "ls-remote", url))
                    .isInstanceOf(GitException.class);
            assertThat(authorizations).isNotEmpty().containsOnly("null");
        }
    }

    @Test
    void programsOfTheMachineDoNotSeeTheSecretInArgumentsOrEnvironment() throws Exception {
        String script = "env; echo \"$@\"; stat -c '%a' \"$GIT_ASKPASS\" \"$(dirname \"$GIT_ASKPASS\")\"/*\n";
        GitAccess access = new GitAccess("https://example.com/x", BasicCredentials.RIGHT.credential());
        String seen = git(Map.of(), Duration.ofMinutes(1), program(script)).run(directory, access, "fetch");
        assertThat(seen)
                .doesNotContain(BasicCredentials.RIGHT.password())
                .contains("GIT_TERMINAL_PROMPT=0", "700\n700\n600\n600");
        assertNoSecretIsLeftBehind();
    }

    @Test
    void hooksAndCredentialHelpersOfTheMachineDoNotRun() throws Exception {
        Path home = Files.createDirectories(temp.resolve("home"));
        Path hooks = Files.createDirectories(home.resolve("hooks"));
        Path hook = Files.writeString(hooks.resolve("pre-commit"), "#!/bin/sh\ntouch " + temp + "/ran\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(
                home.resolve(".gitconfig"),
                "[core]\nhooksPath = " + hooks + "\n[user]\nname=a\nemail=a@b\n[credential]\nhelper = \"!touch " + temp
                        + "/helped; false\"\n");
        GitCli git = git(Map.of("HOME", home.toString()), Duration.ofMinutes(1), "git");
        git.run(directory, "init");
        git.run(directory, "commit", "--allow-empty", "-m", "x");
        try (GitHttpServer server = GitHttpServer.withPassword(temp.resolve("git"))) {
            server.create("app");
            assertThatThrownBy(() -> git.run(directory, "ls-remote", server.url("app")))
                    .isInstanceOf(GitException.class);
        }
        assertThat(temp.resolve("ran")).doesNotExist();
        assertThat(temp.resolve("helped")).doesNotExist();
    }

    @Test
    void variablesOfTheMachineDoNotLeadGitElsewhere() throws Exception {
        Map<String, String> own = Map.of("GIT_AUTHOR_NAME", "Ada");
        String seen = git(own, Duration.ofMinutes(1), program("env\n")).run(directory, "status");
        assertThat(seen).contains("GIT_AUTHOR_NAME=Ada").doesNotContain("GIT_DIR=", "GIT_TRACE");
    }

    @Test
    void aTransportHelperIsRefusedByGitItself() {
        assertThatThrownBy(() -> git().run(directory, "ls-remote", "ext::sh -c date"))
                .hasMessageContaining("transport 'ext' not allowed");
    }

    @Test
    void aCommandThatHangsIsStoppedWithItsChildren() throws Exception {
        String script = "sleep 1000 &\necho $! > " + temp + "/child\nwait\n";
        assertThatThrownBy(() ->
                        git(Map.of(), Duration.ofMillis(500), program(script)).run(directory, "fetch"))
                .isInstanceOf(GitException.class)
                .hasMessageStartingWith("git fetch did not end within 0 seconds");
        assertChildIsGone();
    }

    @Test
    void anInterruptStopsTheCommandAndDeletesTheSecrets() throws Exception {
        String script = "sleep 1000 &\necho $! > " + temp + "/child\nwait\n";
        GitCli git = git(Map.of(), Duration.ofMinutes(1), program(script));
        GitAccess access = new GitAccess("https://example.com/x", BasicCredentials.RIGHT.credential());
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                git.run(directory, access, "fetch");
            } catch (IOException | InterruptedException e) {
                thrown.set(e);
            }
        });
        thread.start();
        await().until(() -> Files.exists(temp.resolve("child")) && Files.size(temp.resolve("child")) > 1);
        thread.interrupt();
        thread.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertChildIsGone();
        assertNoSecretIsLeftBehind();
    }

    private void assertChildIsGone() throws IOException {
        long child = Long.parseLong(Files.readString(temp.resolve("child")).strip());
        await().until(() -> !ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false));
    }

    @Test
    void outputIsBounded() throws IOException {
        GitCli endless = git(Map.of(), Duration.ofMinutes(1), program("yes 0123456789abcdef\n"));
        assertThatThrownBy(() -> endless.run(directory, "log"))
                .hasMessage("git log printed more than 32 MiB and was stopped");
        GitCli complaining = git(
                Map.of(),
                Duration.ofMinutes(1),
                program("yes complaint | head -c 1000000 >&2; echo last >&2; exit 3\n"));
        assertThatThrownBy(() -> complaining.run(directory, "log"))
                .hasMessageStartingWith("git log failed with exit code 3")
                .hasMessageEndingWith("last")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(70_000));
    }

    @Test
    void aMissingGitIsNamedWithWhatToDo() {
        assertThatThrownBy(() ->
                        git(Map.of(), Duration.ofMinutes(1), "no-such-git").run(directory, "status"))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("'no-such-git'")
                .hasMessageContaining("install git on this agent or configure a Git tool");
    }

    @Test
    void aTokenIsGivenAsAPassword() throws Exception {
        String script = "\"$GIT_ASKPASS\" \"Username for 'https://$1': \"; echo; \"$GIT_ASKPASS\" \"Password for"
                + " 'https://x@$1': \"\n";
        // The policy's settings stand before the arguments: the host is the last one.
        String last = "for last; do :; done; set -- \"$last\"\n";
        Credential token = new Credential.Token("id", new SecretText("t0ken"));
        GitCli git = git(Map.of(), Duration.ofMinutes(1), program(last + script));
        assertThat(git.run(directory, new GitAccess("https://github.com/x/y", token), "fetch", "github.com"))
                .isEqualTo("x-access-token\nt0ken");
        assertThat(git.run(directory, new GitAccess("https://bitbucket.org/x/y", token), "fetch", "bitbucket.org"))
                .isEqualTo("x-token-auth\nt0ken");
        assertThatThrownBy(() -> git.run(
                        directory, new GitAccess("https://github.com/x/y", token), "fetch", "github.com.evil.example"))
                .isInstanceOf(GitException.class);
    }
}
