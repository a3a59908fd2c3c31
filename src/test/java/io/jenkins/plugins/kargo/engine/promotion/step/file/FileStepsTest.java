package io.jenkins.plugins.kargo.engine.promotion.step.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** delete and file-write. */
class FileStepsTest {
    @TempDir
    private Path temp;

    private LocalWorkspace workspace;
    private StepFixture steps;

    @BeforeEach
    void workDir() throws IOException {
        steps = new StepFixture("p");
        workspace = new LocalWorkspace(temp, steps.promotionLog());
        steps.workspace(workspace);
    }

    private Path file(String path) {
        return workspace.workDir().resolve(path);
    }

    private void write(String... paths) throws IOException {
        for (String path : paths) {
            Files.createDirectories(file(path).getParent());
            Files.writeString(file(path), "x");
        }
    }

    private List<String> files() throws IOException {
        Path root = workspace.workDir();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private void delete(Map<String, Object> config) throws Exception {
        steps.run(new DeleteStep(), config);
    }

    @Test
    void deletesFilesAndDirectories() throws Exception {
        write("a/b", "a/c/d", "e", "f");
        delete(Map.of("path", "./a"));
        delete(Map.of("paths", List.of("e", "e", "not-there")));
        assertThat(files()).containsExactly("f");
    }

    @Test
    void deletesWhatPatternsMatch() throws Exception {
        write("a.txt", "b.tmp", "sub/c.tmp", "sub/deep/d.tmp", "build/x", "sub/build/y", ".kargo/z.tmp", "sub/.git");
        delete(Map.of("paths", List.of("./**/*.tmp", "build"), "pathsAreGlobs", true));
        assertThat(files()).containsExactly(".kargo/z.tmp", "a.txt", "sub/.git", "sub/build/y");
        delete(Map.of("path", "sub/{build,x}/*", "pathsAreGlobs", true));
        assertThat(files()).containsExactly(".kargo/z.tmp", "a.txt", "sub/.git");
    }

    @Test
    void aSlashAtTheEndOfAPatternMeansDirectories() throws Exception {
        write("a/x", "b/y", "c", "d/e/z", "d/e2");
        delete(Map.of("paths", List.of("a/", "c/", "d/*/"), "pathsAreGlobs", true));
        assertThat(files()).containsExactly("b/y", "c", "d/e2");
        delete(Map.of("paths", List.of("c/**", "d/**"), "pathsAreGlobs", true));
        assertThat(files()).containsExactly("b/y", "c");
    }

    @Test
    void strictWantsSomethingToDelete() throws Exception {
        assertThatThrownBy(() -> delete(Map.of("path", "nope", "strict", true)))
                .isInstanceOf(IOException.class)
                .hasMessage("path \"nope\" does not exist");
        assertThatThrownBy(() -> delete(Map.of("path", "*.nope", "pathsAreGlobs", true, "strict", true)))
                .isInstanceOf(IOException.class)
                .hasMessage("no paths matched pattern \"*.nope\"");
        write("a");
        assertThatThrownBy(() -> delete(Map.of("paths", List.of("a", "nope"), "strict", true)))
                .isInstanceOf(IOException.class);
        assertThat(files()).as("nothing is deleted when something is missing").containsExactly("a");
        delete(Map.of("path", "nope"));
    }

    @Test
    void aPatternThatIsNoneFailsForGood() {
        assertThatThrownBy(() -> delete(Map.of("path", "[a", "pathsAreGlobs", true)))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("invalid glob pattern \"[a\"");
    }

    @Test
    void linksAreDeletedNotWhatTheyPointTo() throws Exception {
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.writeString(outside.resolve("mine"), "x");
        Files.createSymbolicLink(file("link"), outside);
        write("dir/x");
        Files.createSymbolicLink(file("dir/link"), outside);
        delete(Map.of("path", "link"));
        delete(Map.of("path", "dir"));
        assertThat(files()).isEmpty();
        assertThat(outside.resolve("mine")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../outside", ".", "a/../..", ".kargo", ".kargo/git", "away/x"})
    void theWorkDirAndWhatLiesOutsideAreNotDeleted(String path) throws Exception {
        write(".kargo/git/x");
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.createSymbolicLink(file("away"), outside);
        assertThatThrownBy(() -> delete(Map.of("path", path))).isInstanceOf(StepFailure.class);
    }

    private void fileWrite(Object... keysAndValues) throws Exception {
        Map<String, Object> config = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            config.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        steps.run(new FileWriteStep(), config);
    }

    @Test
    void writesAFileForItsOwnerAlone() throws Exception {
        fileWrite("path", "a/b.txt", "contents", "hällo\n");
        assertThat(Files.readString(file("a/b.txt"))).isEqualTo("hällo\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("a/b.txt"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("a"))))
                .isEqualTo("rwx------");
        fileWrite("path", "read-only", "contents", "x", "permissions", "0400");
        fileWrite("path", "read-only", "contents", "y", "permissions", "0400", "overwrite", true);
        assertThat(file("read-only")).hasContent("y");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("read-only"))))
                .isEqualTo("r--------");
        fileWrite("path", "empty", "contents", "", "permissions", "0644");
        assertThat(file("empty")).isEmptyFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("empty"))))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void anExistingFileIsReplacedOnlyWhenAsked() throws Exception {
        write("a");
        assertThatThrownBy(() -> fileWrite("path", "a", "contents", "new"))
                .isInstanceOf(StepFailure.class)
                .hasMessage("file \"a\" already exists; set overwrite to true to replace it");
        fileWrite("path", "a", "contents", "new", "overwrite", true);
        assertThat(file("a")).hasContent("new");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/etc/x | must be relative",
                "../x | leaves the work dir",
                ".git/config | writing to the .git directory is forbidden",
                "src/.git/hooks/x | writing to the .git directory is forbidden",
                "link/x | goes through a symbolic link",
                ".kargo/x | is reserved"
            })
    void somePathsAreForbidden(String path, String message) throws Exception {
        Files.createDirectories(file("real"));
        Files.createSymbolicLink(file("link"), Path.of("real"));
        assertThatThrownBy(() -> fileWrite("path", path, "contents", "x", "overwrite", true))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"0755,executable bits", "0646,world-writable"})
    void somePermissionsAreForbidden(String permissions, String message) {
        assertThatThrownBy(() -> fileWrite("path", "x", "contents", "x", "permissions", permissions))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining(message);
        assertThat(file("x")).doesNotExist();
    }
}
