package io.jenkins.plugins.kargo.engine.promotion.step.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyStepTest {
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

    private Path write(String path, String text) throws IOException {
        Path file = workspace.workDir().resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private StepResult copy(String in, String out, String... ignore) throws Exception {
        Map<String, Object> config = new HashMap<>(Map.of("inPath", in, "outPath", out));
        if (ignore.length > 0) {
            config.put("ignore", String.join("\n", ignore));
        }
        return steps.run(new CopyStep(), config);
    }

    private Map<String, String> tree(String path) throws IOException {
        Path root = workspace.workDir().resolve(path);
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tree.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return tree;
    }

    @Test
    void copiesAFileAndMakesItsDirectory() throws Exception {
        write("a.txt", "a");
        copy("a.txt", "x/y/b.txt");
        assertThat(tree("x")).isEqualTo(Map.of("y/b.txt", "a"));
    }

    @Test
    void mergesADirectoryIntoAnotherInOneRoundTrip() throws Exception {
        write("in/a.txt", "new");
        write("in/sub/b.txt", "b");
        write("out/a.txt", "old");
        write("out/kept.txt", "kept");
        copy("./in", "./out");
        assertThat(tree("out")).isEqualTo(Map.of("a.txt", "new", "sub/b.txt", "b", "kept.txt", "kept"));
        assertThat(workspace.calls()).containsExactly("files CopyOperation");
    }

    @Test
    void leavesGitAndIgnoredFilesBehind() throws Exception {
        for (String path :
                new String[] {".git/config", "sub/.git", "a.log", "keep.log", "build/x", "sub/build/y", "sub/z"}) {
            write("in/" + path, "x");
        }
        copy("in", "out", "# logs", "*.log", "!keep.log", "", "/build/");
        assertThat(tree("out").keySet()).containsExactly("keep.log", "sub/build/y", "sub/z");
    }

    @Test
    void keepsPermissionsAndLeavesLinksBehind() throws Exception {
        Files.setPosixFilePermissions(write("in/run.sh", "x"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(workspace.workDir().resolve("in/link"), Path.of("/etc/passwd"));
        copy("in", "out");
        assertThat(tree("out").keySet()).containsExactly("run.sh");
        assertThat(Files.isExecutable(workspace.workDir().resolve("out/run.sh")))
                .isTrue();
    }

    @Test
    void copyingIntoItselfEnds() throws Exception {
        write("a/x", "1");
        copy(".", "backup");
        copy("a", "a/b");
        assertThat(tree("backup").keySet()).containsExactly("a/x");
        assertThat(tree("a").keySet()).containsExactly("b/x", "x");
    }

    @Test
    void aMissingSourceIsNamed() {
        assertThatThrownBy(() -> copy("nowhere", "out"))
                .isInstanceOf(IOException.class)
                .hasMessage("failed to copy \"nowhere\" to \"out\": \"nowhere\" does not exist");
    }

    @Test
    void aFileDoesNotTakeTheNameOfADirectory() throws Exception {
        write("a", "x");
        write("dir/b", "x");
        assertThatThrownBy(() -> copy("a", "dir"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("directory where a file");
        assertThatThrownBy(() -> copy("dir", "a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("file where a directory");
    }

    @Test
    void nothingOutsideTheWorkDirIsReadOrWritten() throws Exception {
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "s");
        write("in/a", "x");
        write("in/sub/b", "x");
        Files.createSymbolicLink(workspace.workDir().resolve("away"), outside);
        Files.createDirectories(workspace.workDir().resolve("out"));
        Files.createSymbolicLink(workspace.workDir().resolve("out/sub"), outside);
        for (String[] paths : new String[][] {
            {"../outside", "x"},
            {"in", "../outside"},
            {"away/secret", "x"},
            {"in", "away"},
            {"in", "out"},
            {"in", "x/.git"}
        }) {
            assertThatThrownBy(() -> copy(paths[0], paths[1]))
                    .as(String.join(" ", paths))
                    .isInstanceOf(StepFailure.class);
        }
        try (Stream<Path> files = Files.list(outside)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("secret");
        }
    }

    @Test
    void aLinkAtTheTargetIsReplaced() throws Exception {
        Path outside = Files.writeString(temp.resolve("outside"), "mine");
        write("in/a", "x");
        Files.createDirectories(workspace.workDir().resolve("out"));
        Files.createSymbolicLink(workspace.workDir().resolve("out/a"), outside);
        copy("in", "out");
        assertThat(outside).hasContent("mine");
        assertThat(workspace.workDir().resolve("out/a")).isRegularFile().hasContent("x");
    }
}
