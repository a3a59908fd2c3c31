package io.jenkins.plugins.kargo.engine.git.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.Test;

/** Branches are fetched when they have moved, and mirrors stay small. */
class GitMirrorTest extends GitMirrorFixture {
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
}
