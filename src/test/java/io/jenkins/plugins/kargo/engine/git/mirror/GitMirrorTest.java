package io.jenkins.plugins.kargo.engine.git.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import io.jenkins.plugins.kargo.engine.testing.SelfSigned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitMirrorTest {
    @TempDir
    Path temp;

    private GitHttpServer server;
    private GitFixture app;
    private GitMirrors mirrors;

    @BeforeEach
    void start() throws Exception {
        server = GitHttpServer.withPassword(Files.createDirectory(temp.resolve("remote")));
        app = server.create("app");
        mirrors = new GitMirrors(temp.resolve("mirrors"), MirrorSettings.of(NetworkPolicy.LOOPBACK));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private GitMirror open(@CheckForNull Credential credential) throws GitException {
        return mirrors.open(new GitRemote(server.url("app"), credential, false));
    }

    private GitMirror open() throws GitException {
        return open(BasicCredentials.RIGHT.credential());
    }

    private static GitMirror.Selection all(int limit) {
        return new GitMirror.Selection(null, "", limit, commit -> true, null);
    }

    @Test
    void theBranchIsFetchedOnceAndThenOnlyAskedFor() throws Exception {
        String first = app.commit("main", "first", Map.of("a", "1"));
        String second = app.commit("main", "second line one\nline two\n\nbody", Map.of("a", "2"));

        BranchTip tip = open().branch("main");

        assertThat(tip).isEqualTo(new BranchTip("main", second));
        assertThat(open().log(second, all(10)).commits())
                .extracting(CommitRecord::id)
                .containsExactly(second, first);
        CommitRecord newest = open().log(second, all(1)).commits().get(0);
        assertThat(newest.subject()).isEqualTo("second line one line two");
        assertThat(newest.author()).isEqualTo("Ada Lovelace <ada@example.com>");
        assertThat(newest.committer()).isEqualTo("Grace Hopper <grace@example.com>");
        assertThat(newest.commitDate()).hasToString("2026-01-01T00:02Z");
        assertThat(mirrors.usage().fetches()).isEqualTo(1);

        server.http().forgetRequests();
        assertThat(open().branch("main")).isEqualTo(tip);
        assertThat(mirrors.usage().fetches()).isEqualTo(1);
        assertThat(server.http().requests()).hasSizeLessThanOrEqualTo(2);

        String third = app.commit("main", "third", Map.of("a", "3"));
        assertThat(open().branch("main").commit()).isEqualTo(third);
        assertThat(open().log(third, all(10)).commits()).hasSize(3);
        assertThat(mirrors.usage().fetches()).isEqualTo(2);
    }

    @Test
    void blobsAreLeftOutAndFetchedWhereTheServerCannot() throws Exception {
        app.commit("main", "first", Map.of("dir/a", "content that is not needed"));
        try (Repository remote = app.open()) {
            remote.getConfig().setBoolean("uploadpack", null, "allowFilter", false);
            remote.getConfig().save();
        }
        String tip = open().branch("").commit();
        assertThat(open().changedPaths(tip)).containsExactly("dir/a");

        GitFixture other = server.create("other");
        String head = other.commit("main", "first", Map.of("dir/a", "content that is not needed"));
        other.commit("main", "second", Map.of("dir/b", "more"));
        GitMirror mirror = mirrors.open(new GitRemote(server.url("other"), BasicCredentials.RIGHT.credential(), false));
        tip = mirror.branch("").commit();
        assertThat(mirror.changedPaths(tip)).containsExactly("dir/b");
        assertThat(hasBlobs(head)).isFalse();
    }

    private boolean hasBlobs(String commit) throws IOException {
        try (var directories = Files.list(temp.resolve("mirrors"))) {
            for (Path path : directories.filter(Files::isDirectory).toList()) {
                try (Repository repository = GitFixture.existing(path).open();
                        RevWalk walk = new RevWalk(repository);
                        ObjectReader reader = repository.newObjectReader();
                        TreeWalk trees = new TreeWalk(reader)) {
                    ObjectId id = ObjectId.fromString(commit);
                    if (!reader.has(id) || repository.resolve("refs/heads/main^") == null) {
                        continue;
                    }
                    trees.addTree(walk.parseCommit(id).getTree());
                    trees.setRecursive(true);
                    trees.next();
                    return reader.has(trees.getObjectId(0));
                }
            }
        }
        throw new AssertionError("no mirror has " + commit);
    }

    @Test
    void aForcePushedBranchIsFollowed() throws Exception {
        String base = app.commit("main", "base", Map.of("a", "1"));
        app.commit("main", "to be forgotten", Map.of("a", "2"));
        open().branch("main");
        String forced = app.commit("main", "instead", Map.of("a", "3"), Instant.now(), List.of(base));

        assertThat(open().branch("main").commit()).isEqualTo(forced);
        assertThat(open().log(forced, all(10)).commits())
                .extracting(CommitRecord::subject)
                .containsExactly("instead", "base");
    }

    @Test
    void theDefaultBranchIsWhatTheRemoteSays() throws Exception {
        app.commit("main", "first", Map.of("a", "1"));
        String trunk = app.commit("trunk", "first", Map.of("b", "1"));
        try (Repository remote = app.open()) {
            remote.updateRef("HEAD").link("refs/heads/trunk");
        }
        assertThat(open().branch("")).isEqualTo(new BranchTip("trunk", trunk));
    }

    @Test
    void tagsCarryWhatForEachRefPrints() throws Exception {
        String one = app.commit("main", "one", Map.of("a", "1"));
        String two = app.commit("main", "two", Map.of("a", "2"));
        app.tag("light", two);
        app.annotatedTag("v1.0.0", one, "Release one\n\nDetails", Instant.parse("2026-05-01T00:00:00Z"));
        app.annotatedTag("other", one, "not wanted", Instant.parse("2026-05-01T00:00:00Z"));
        try (Repository remote = app.open()) {
            var update = remote.updateRef("refs/tags/tree");
            update.setNewObjectId(remote.resolve(one + "^{tree}"));
            update.update();
        }

        List<TagRecord> tags = open().tags(name -> !name.equals("other"));

        assertThat(tags).extracting(TagRecord::tag).containsExactly("v1.0.0", "light");
        TagRecord annotated = tags.get(0);
        assertThat(annotated.commit().id()).isEqualTo(one);
        assertThat(annotated.commit().subject()).isEqualTo("one");
        assertThat(annotated.creatorDate()).hasToString("2026-05-01T00:00Z");
        assertThat(annotated.tagger()).isEqualTo("Margaret Hamilton <margaret@example.com>");
        assertThat(annotated.annotation()).isEqualTo("Release one");
        TagRecord light = tags.get(1);
        assertThat(light.tagger()).isEmpty();
        assertThat(light.annotation()).isEmpty();
        assertThat(light.creatorDate()).isEqualTo(light.commit().commitDate());
    }

    @Test
    void movedAndDeletedTagsAreFollowed() throws Exception {
        String one = app.commit("main", "one", Map.of("a", "1"));
        app.tag("moved", one);
        app.tag("deleted", one);
        open().tags(name -> true);
        String two = app.commit("main", "two", Map.of("a", "2"));
        app.tag("moved", two);
        app.delete("refs/tags/deleted");

        List<TagRecord> tags = open().tags(name -> true);

        assertThat(tags).singleElement().satisfies(tag -> {
            assertThat(tag.tag()).isEqualTo("moved");
            assertThat(tag.commit().id()).isEqualTo(two);
        });
    }

    @Test
    void pathsAreThoseThatGitShows() throws Exception {
        Map<String, String> rename = new HashMap<>();
        String root = app.commit("main", "root", Map.of("a/x", "1", "b/ä y", "same"));
        rename.put("b/ä y", null);
        rename.put("c/z", "same");
        String renamed = app.commit("main", "rename", rename);
        String side = app.commit("side", "side", Map.of("s", "1"), Instant.now(), List.of(root));
        String merge = app.commit("main", "merge", Map.of("s", "1"), Instant.now(), List.of(renamed, side));
        GitMirror mirror = open();
        mirror.branch("main");

        for (String commit : List.of(root, renamed, merge)) {
            assertThat(mirror.changedPaths(commit)).containsExactlyElementsOf(gitShow(commit));
        }
        assertThat(mirror.changedPaths(renamed)).containsExactly("b/ä y", "c/z");
        assertThat(mirror.log(merge, all(10)).commits())
                .extracting(CommitRecord::subject)
                .containsExactly("merge", "rename", "root");
        // What was computed is read from disk by the next process.
        GitMirror later = new GitMirrors(temp.resolve("mirrors"), MirrorSettings.of(NetworkPolicy.LOOPBACK))
                .open(new GitRemote(server.url("app"), BasicCredentials.RIGHT.credential(), false));
        assertThat(later.changedPaths(renamed)).containsExactly("b/ä y", "c/z");
    }

    private List<String> gitShow(String commit) throws IOException {
        Process git = new ProcessBuilder(
                        "git",
                        "-c",
                        "core.quotePath=false",
                        "show",
                        "--pretty=",
                        "--name-only",
                        "--no-renames",
                        "--first-parent",
                        commit)
                .directory(app.path().toFile())
                .start();
        String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return List.of(text.split("\n"));
    }

    @Test
    void theWalkFiltersAndStopsWhereItShould() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ids.add(app.commit("main", "commit " + i, Map.of(i % 10 == 0 ? "rare/f" : "often/f", "" + i)));
        }
        GitMirror mirror = open();
        String tip = mirror.branch("main").commit();

        GitMirror.Selected rare = mirror.log(
                tip,
                new GitMirror.Selection(
                        null,
                        "",
                        2,
                        commit -> true,
                        paths -> paths.stream().anyMatch(path -> path.startsWith("rare/"))));
        assertThat(rare.commits()).extracting(CommitRecord::id).containsExactly(ids.get(20), ids.get(10));

        GitMirror.Selected until = mirror.log(
                tip,
                new GitMirror.Selection(
                        null, ids.get(27), 10, commit -> !commit.subject().endsWith("29"), null));
        assertThat(until.metUntil()).isTrue();
        assertThat(until.commits()).extracting(CommitRecord::id).containsExactly(ids.get(28));

        Instant since = Instant.parse("2026-01-01T00:28:00Z");
        assertThat(mirror.log(tip, new GitMirror.Selection(since, "", 10, commit -> true, null))
                        .commits())
                .extracting(CommitRecord::id)
                .containsExactly(ids.get(29), ids.get(28), ids.get(27));
    }

    @Test
    void aCommitIsFoundByItsIdWhereverItIs() throws Exception {
        String main = app.commit("main", "main", Map.of("a", "1"));
        String side = app.commit("side", "side", Map.of("a", "2"));
        GitMirror mirror = open();
        mirror.branch("main");

        assertThat(mirror.commit(main.substring(0, 8)).orElseThrow().id()).isEqualTo(main);
        assertThat(mirror.commit(side).orElseThrow().subject()).isEqualTo("side");
        assertThat(mirror.commit("0123456789012345678901234567890123456789")).isEmpty();
        assertThatThrownBy(() -> mirror.commit("--upload-pack=x")).isInstanceOf(GitException.class);
    }

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
    void manyWhoAskAtOnceShareOneFetch() throws Exception {
        app.commit("main", "first", Map.of("a", "1"));
        open().branch("main");
        String second = app.commit("main", "second", Map.of("a", "2"));
        server.http().forgetRequests();
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Future<BranchTip>> tips = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                tips.add(threads.submit(() -> open().branch("main")));
            }
            for (Future<BranchTip> tip : tips) {
                assertThat(tip.get().commit()).isEqualTo(second);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(mirrors.usage().fetches()).isEqualTo(2);
        assertThat(server.http().requests()).hasSizeLessThan(20);
    }

    @Test
    void packsDoNotPileUp() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ids.add(app.commit("main", "commit " + i, Map.of("dir/f" + i, "" + i)));
            app.tag("v" + i, ids.get(i));
            assertThat(open().branch("main").commit()).isEqualTo(ids.get(i));
            open().changedPaths(ids.get(i));
        }
        open().tags(name -> true);

        assertThat(packs()).isLessThan(15);
        String tip = open().branch("main").commit();
        assertThat(open().log(tip, all(100)).commits()).hasSize(60);
        assertThat(open().changedPaths(ids.get(30))).containsExactly("dir/f30");
        assertThat(mirrors.usage().fetches()).isEqualTo(60);
    }

    private long packs() throws IOException {
        try (var files = Files.walk(temp.resolve("mirrors"))) {
            return files.filter(file -> file.toString().endsWith(".pack")).count();
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
    void aBranchMayTakeThePlaceOfADirectoryAndTheOtherWayRound() throws Exception {
        String one = app.commit("feature", "one", Map.of("a", "1"));
        assertThat(open().branch("feature").commit()).isEqualTo(one);
        app.delete("refs/heads/feature");
        String two = app.commit("feature/x", "two", Map.of("a", "2"));
        assertThat(open().branch("feature/x").commit()).isEqualTo(two);
        app.delete("refs/heads/feature/x");
        String three = app.commit("feature", "three", Map.of("a", "3"));

        assertThat(open().branch("feature").commit()).isEqualTo(three);
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
