package io.jenkins.plugins.kargo.engine.git.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import io.jenkins.plugins.kargo.engine.testing.SelfSigned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What cannot be mirrored, may not be, or is damaged. */
class GitMirrorFailuresTest extends GitMirrorFixture {
    @Test
    void theErrorsSayWhatToDo() throws Exception {
        app.commit("main", "first", Map.of("a", "1"));
        String url = server.url("app");

        assertThatThrownBy(() -> open(BasicCredentials.WRONG.credential()).branch("main"))
                .isInstanceOf(GitException.class)
                .hasMessageStartingWith(url + ": the server refuses the credential test-credential")
                .hasMessageNotContaining(BasicCredentials.WRONG.password());
        assertThatThrownBy(() -> open(null).branch("main"))
                .hasMessage(url + ": the server wants a credential and none is bound to this URL");
        assertThatThrownBy(() -> open().branch("none")).hasMessage(url + ": there is no branch 'none'");
        assertThatThrownBy(() -> open().branch("-x")).hasMessageContaining("cannot be the name of a branch");
        GitRemote gone = new GitRemote(server.url("gone"), BasicCredentials.RIGHT.credential(), false);
        assertThatThrownBy(() -> mirrors.open(gone).branch("")).hasMessageContaining("there is no such repository");
        server.create("empty");
        GitRemote empty = new GitRemote(server.url("empty"), BasicCredentials.RIGHT.credential(), false);
        assertThatThrownBy(() -> mirrors.open(empty).branch("")).hasMessageContaining("it is empty perhaps");
        for (String bad : List.of(
                "file://" + temp, temp.toString(), "ext::sh -c id", "https://me:secret@example.com/x", "ftp://x/y")) {
            assertThatThrownBy(() -> mirrors.open(new GitRemote(bad, null, false)))
                    .isInstanceOf(GitException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void redirectsToAnotherHostAndPrivateAddressesAreRefused() throws Exception {
        try (LoopbackServer moved = LoopbackServer.http(exchange -> {
            exchange.getResponseHeaders().set("Location", server.http().url() + exchange.getRequestURI());
            LoopbackServer.answer(exchange, 301, "");
        })) {
            GitRemote remote = new GitRemote(moved.url() + "/app.git", BasicCredentials.RIGHT.credential(), false);
            assertThatThrownBy(() -> mirrors.open(remote).branch("main"))
                    .hasMessageContaining("the server redirects to another place, http://127.0.0.1");
        }
        GitMirrors strict = new GitMirrors(temp.resolve("strict"), MirrorSettings.of(NetworkPolicy.PUBLIC));
        for (String url : List.of(
                server.url("app"), "http://10.0.0.1/x.git", "git@192.168.1.1:x.git", "ssh://git@169.254.169.254/x")) {
            assertThatThrownBy(
                            () -> strict.open(new GitRemote(url, null, false)).branch("main"))
                    .hasMessageContaining("Not allowed");
        }
    }

    @Test
    void whatIsTooLargeOrTooSlowIsGivenUp() throws Exception {
        for (int i = 0; i < 50; i++) {
            app.commit("main", "x".repeat(2000) + i, Map.of("file" + i, "" + i));
        }
        MirrorSettings tight = MirrorSettings.of(NetworkPolicy.LOOPBACK)
                .withLimits(Duration.ofSeconds(1), 1000, Duration.ofSeconds(5));
        GitRemote remote = new GitRemote(server.url("app"), BasicCredentials.RIGHT.credential(), false);
        assertThatThrownBy(() -> new GitMirrors(temp.resolve("tight"), tight)
                        .open(remote)
                        .branch("main"))
                .hasMessageContaining("more than 1000 bytes");

        CountDownLatch end = new CountDownLatch(1);
        try (LoopbackServer silent = LoopbackServer.http(exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })) {
            assertThatThrownBy(() -> new GitMirrors(temp.resolve("slow"), tight)
                            .open(new GitRemote(silent.url() + "/app.git", null, false))
                            .branch("main"))
                    .isInstanceOf(GitException.class);
            end.countDown();
        }
    }

    @Test
    void aDamagedMirrorIsMadeAnew() throws Exception {
        String first = app.commit("main", "first", Map.of("a", "1"));
        String second = app.commit("main", "second", Map.of("a", "2"));
        open().branch("main");
        try (var files = Files.walk(temp.resolve("mirrors"))) {
            for (Path file : files.filter(
                            f -> f.toString().contains(".pack") || f.toString().endsWith(".idx"))
                    .toList()) {
                Files.delete(file);
            }
        }
        assertThatThrownBy(() -> open().log(second, all(5)))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("cannot be read");

        assertThat(open().branch("main").commit()).isEqualTo(second);
        assertThat(open().log(second, all(5)).commits())
                .extracting(CommitRecord::id)
                .containsExactly(second, first);
    }

    @Test
    void anUntrustedCertificateIsRefusedUnlessSkipped() throws Exception {
        Path root = Files.createDirectory(temp.resolve("tls"));
        try (GitHttpServer secure = GitHttpServer.https(root, SelfSigned.context(temp))) {
            String id = secure.create("app").commit("main", "first", Map.of("a", "1"));
            String url = secure.url("app");
            Credential credential = BasicCredentials.RIGHT.credential();

            assertThatThrownBy(() ->
                            mirrors.open(new GitRemote(url, credential, false)).branch("main"))
                    .isInstanceOf(GitException.class)
                    .hasMessageStartingWith(url + ": ");
            assertThat(mirrors.open(new GitRemote(url, credential, true))
                            .branch("main")
                            .commit())
                    .isEqualTo(id);
        }
    }
}
