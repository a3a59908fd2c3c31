package io.jenkins.plugins.kargo.engine.promotion.step.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkPathsTest {
    @TempDir
    private Path temp;

    private Path work;

    @BeforeEach
    void workDir() throws IOException {
        work = Files.createDirectories(temp.resolve("work")).toRealPath();
    }

    @ParameterizedTest
    @CsvSource({"src,src", "./src/a,src/a", "/src,src", "src//a/,src/a", "a/../b,b", ".,''", "/,''", "a..b,a..b"})
    void pathsAreRelativeToTheWorkDir(String path, String expected) throws Exception {
        assertThat(WorkPaths.resolve(work, path))
                .isEqualTo(work.resolve(expected).normalize());
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../x", "a/../../x", "/..", "./../work2", "a/b/../../../x"})
    void pathsThatLeaveTheWorkDirAreRefused(String path) {
        assertThatThrownBy(() -> WorkPaths.resolve(work, path))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("path \"" + path + "\" leaves the work dir");
    }

    @Test
    void linksThatLeaveTheWorkDirAreRefusedWhereverTheyStand() throws IOException {
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.createSymbolicLink(work.resolve("out"), outside);
        Files.createSymbolicLink(work.resolve("hop"), Path.of("out"));
        Files.createDirectories(work.resolve("a"));
        Files.createSymbolicLink(work.resolve("a/up"), Path.of("../.."));
        for (String path : new String[] {"out", "out/x", "hop/x", "a/up", "a/up/outside/x"}) {
            assertThatThrownBy(() -> WorkPaths.resolve(work, path))
                    .as(path)
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("leaves the work dir through the symbolic link");
        }
    }

    @Test
    void linksInsideTheWorkDirAreFollowed() throws Exception {
        Files.createDirectories(work.resolve("real"));
        Files.createSymbolicLink(work.resolve("link"), Path.of("real"));
        assertThat(WorkPaths.resolve(work, "link/x")).isEqualTo(work.resolve("real/x"));
        assertThat(WorkPaths.resolveLink(work, "link")).isEqualTo(work.resolve("link"));
    }

    @Test
    void aLinkToNothingIsRefusedBecauseWritingWouldFollowIt() throws IOException {
        Files.createSymbolicLink(work.resolve("dangling"), temp.resolve("not-yet-there"));
        assertThatThrownBy(() -> WorkPaths.resolve(work, "dangling"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("points to nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {".git", "src/.git", "src/.git/config", "src/.GIT/hooks/x", ".git/x"})
    void gitsOwnFilesAreNotWritten(String path) {
        assertThatThrownBy(() -> WorkPaths.resolveForWriting(work, path))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("writing to the .git directory is forbidden");
    }

    @Test
    void ourOwnFolderIsNotWritten() throws Exception {
        assertThatThrownBy(() -> WorkPaths.resolveForWriting(work, "./.kargo/git/x"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("the directory .kargo is reserved");
        assertThat(WorkPaths.resolveForWriting(work, "src/.kargo")).isEqualTo(work.resolve("src/.kargo"));
    }

    @Test
    void aPathThatIsNoneIsRefused() {
        assertThatThrownBy(() -> WorkPaths.resolve(work, "a\0b"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("is not a path");
    }

    @Property(tries = 500)
    void whateverThePathItStaysInside(
            @ForAll @StringLength(max = 20) @CharRange(from = 'a', to = 'b') String letters,
            @ForAll @StringLength(max = 12) @CharRange(from = '.', to = '/') String dots)
            throws IOException {
        Path root = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "kargo-paths"))
                .toRealPath();
        for (String path : new String[] {letters + dots, dots + letters, letters + '/' + dots + '/' + letters}) {
            try {
                assertThat(WorkPaths.resolve(root, path).startsWith(root)).isTrue();
            } catch (StepFailure e) {
                assertThat(e).hasMessageContaining("leaves the work dir");
            }
        }
    }
}
