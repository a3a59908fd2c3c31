package io.jenkins.plugins.kargo.engine.git.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commits are found and filtered, and their paths are those that git shows. */
class GitMirrorLogTest extends GitMirrorFixture {
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
}
