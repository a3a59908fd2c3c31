package io.jenkins.plugins.kargo.engine.promotion.step.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitFilesTest {
    private static final String ONE = "1".repeat(40);
    private static final String TWO = "2".repeat(40);

    @TempDir
    private Path repository;

    private void file(String path, String text) throws Exception {
        Path file = repository.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void looseRefsComeBeforePackedOnes() throws Exception {
        file("packed-refs", "# pack-refs with: peeled\n" + ONE + " refs/heads/a\n" + ONE + " refs/heads/x/a\n^" + TWO);
        assertThat(new GitFiles(repository).commit("refs/heads/a")).contains(ONE);
        file("refs/heads/a", TWO + "\n");
        assertThat(new GitFiles(repository).commit("refs/heads/a")).contains(TWO);
        assertThat(new GitFiles(repository).commit("refs/heads/b")).isEmpty();
    }

    @Test
    void aWorkTreeHasItsOwnHeadAndSharesTheRefs() throws Exception {
        file("HEAD", "ref: refs/heads/main\n");
        file("refs/heads/test", ONE);
        file("worktrees/out/commondir", "../..\n");
        file("worktrees/out/HEAD", "ref: refs/heads/test\n");
        GitFiles refs = new GitFiles(repository.resolve("worktrees/out"));
        assertThat(refs.target()).contains("refs/heads/test");
        assertThat(refs.head()).contains(ONE);
        file("worktrees/out/HEAD", TWO + '\n');
        assertThat(refs.target()).isEmpty();
        assertThat(refs.head()).contains(TWO);
    }

    @Test
    void whatOnlyGitCanReadIsLeftToGit() throws Exception {
        // The reftable format has a HEAD that says so.
        file("HEAD", "ref: refs/heads/.invalid\n");
        assertThat(new GitFiles(repository).head()).isEmpty();
        file("refs/heads/loop", "ref: refs/heads/loop");
        assertThat(new GitFiles(repository).commit("refs/heads/loop")).isEmpty();
    }
}
