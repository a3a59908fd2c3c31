package io.jenkins.plugins.kargo.engine.promotion.step.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileTrees;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** tar and untar, also against the tar of this machine. */
class TarStepsTest {
    private static final String LONG = "long/".repeat(30) + "ünïcode-" + "x".repeat(120) + ".txt";

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

    private void write(String path, String text) throws IOException {
        Files.createDirectories(file(path).getParent());
        Files.writeString(file(path), text);
    }

    private Map<String, String> tree(String path) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(file(path))) {
            for (Path each : files.toList()) {
                String name = file(path).relativize(each).toString();
                if (Files.isSymbolicLink(each)) {
                    tree.put(name, "-> " + Files.readSymbolicLink(each));
                } else if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    tree.put(name, Files.readString(each));
                }
            }
        }
        return tree;
    }

    private void tar(String... arguments) throws Exception {
        Process process = new ProcessBuilder(Stream.concat(Stream.of("tar"), Arrays.stream(arguments))
                        .toList())
                .directory(workspace.workDir().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private void sample() throws IOException {
        write("in/a.txt", "a");
        write("in/empty", "");
        write("in/sub/b.txt", "b".repeat(2000));
        write("in/" + LONG, "deep");
        write("in/.git/config", "c");
        Files.createSymbolicLink(file("in/link"), Path.of("sub/b.txt"));
        file("in/a.txt").toFile().setExecutable(true);
    }

    @Test
    void whatIsPackedIsUnpackedAsItWas() throws Exception {
        sample();
        for (boolean gzip : new boolean[] {true, false}) {
            steps.run(new TarStep(), Map.of("inPath", "in", "outPath", "x/y.tar", "gzip", gzip));
            steps.run(new UntarStep(), Map.of("inPath", "x/y.tar", "outPath", "out"));
            Map<String, String> expected = tree("in");
            expected.remove(".git/config");
            assertThat(tree("out")).isEqualTo(expected);
            assertThat(file("out/a.txt").toFile().canExecute()).isTrue();
            assertThat(Files.getLastModifiedTime(file("out/a.txt")).toMillis() / 1000)
                    .isEqualTo(Files.getLastModifiedTime(file("in/a.txt")).toMillis() / 1000);
            tar("tf", "x/y.tar");
            Files.createDirectories(file("by-tar"));
            tar("xf", "x/y.tar", "-C", "by-tar");
            assertThat(tree("by-tar")).isEqualTo(expected);
        }
    }

    @Test
    void theArchivesOfThisMachineAreUnpacked() throws Exception {
        sample();
        for (String format : new String[] {"gnu", "pax", "ustar", "v7"}) {
            if (format.equals("ustar") || format.equals("v7")) {
                FileTrees.delete(file("in/long"));
            }
            tar("czf", "a.tgz", "--format=" + format, "-C", "in", ".");
            Map<String, String> expected = tree("in");
            expected.remove(".git/config");
            steps.run(new UntarStep(), Map.of("inPath", "a.tgz", "outPath", "out-" + format));
            assertThat(tree("out-" + format)).as(format).isEqualTo(expected);
        }
    }

    @Test
    void aSingleFileIsPackedUnderItsName() throws Exception {
        write("in/a.txt", "a");
        steps.run(new TarStep(), Map.of("inPath", "in/a.txt", "outPath", "a.tar"));
        steps.run(new UntarStep(), Map.of("inPath", "a.tar", "outPath", "out"));
        assertThat(tree("out")).isEqualTo(Map.of("a.txt", "a"));
    }

    @Test
    void ignoredFilesStayOutOnBothWays() throws Exception {
        sample();
        write("in/x.log", "l");
        write("in/build/y", "y");
        steps.run(new TarStep(), Map.of("inPath", "in", "outPath", "a.tar", "ignore", "*.log\nlong/\n.git"));
        steps.run(new UntarStep(), Map.of("inPath", "a.tar", "outPath", "out", "ignore", "/build/\nlink"));
        assertThat(tree("out").keySet()).containsExactly("a.txt", "empty", "sub/b.txt");
    }

    @Test
    void leadingDirectoriesAreDropped() throws Exception {
        write("in/project-1/src/a.txt", "a");
        write("in/project-1/b.txt", "b");
        steps.run(new TarStep(), Map.of("inPath", "in", "outPath", "a.tar"));
        steps.run(new UntarStep(), Map.of("inPath", "a.tar", "outPath", "out", "stripComponents", 1));
        assertThat(tree("out")).isEqualTo(Map.of("src/a.txt", "a", "b.txt", "b"));
        steps.run(new UntarStep(), Map.of("inPath", "a.tar", "outPath", "out2", "stripComponents", 2));
        assertThat(tree("out2")).isEqualTo(Map.of("a.txt", "a"));
    }

    @Test
    void aDotAtTheBeginningIsALeadingDirectoryAsForTarItself() throws Exception {
        write("in/src/a.txt", "a");
        write("in/b.txt", "b");
        tar("cf", "a.tar", "-C", "in", ".");
        for (int components : new int[] {1, 2}) {
            Files.createDirectories(file("by-tar-" + components));
            tar("xf", "a.tar", "-C", "by-tar-" + components, "--strip-components=" + components);
            String out = "out-" + components;
            steps.run(new UntarStep(), Map.of("inPath", "a.tar", "outPath", out, "stripComponents", components));
            assertThat(tree(out)).isEqualTo(tree("by-tar-" + components)).isNotEmpty();
        }
    }

    @Test
    void theTargetIsReplacedButNeverACheckout() throws Exception {
        write("in/a.txt", "a");
        write("out/old.txt", "o");
        write("src/.git", "gitdir: x");
        steps.run(new TarStep(), Map.of("inPath", "in", "outPath", "a.tar"));
        steps.run(new UntarStep(), Map.of("inPath", "a.tar", "outPath", "out"));
        assertThat(tree("out")).isEqualTo(Map.of("a.txt", "a"));
        for (String target : new String[] {".", "src"}) {
            assertThatThrownBy(() -> steps.run(new UntarStep(), Map.of("inPath", "a.tar", "outPath", target)))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("is the work dir or a checkout");
        }
    }

    private void archive(TarEntry... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TarWriter writer = new TarWriter(bytes);
        for (TarEntry entry : entries) {
            writer.write(entry, new ByteArrayInputStream(new byte[(int) entry.size()]));
        }
        writer.finish();
        Files.write(file("evil.tar"), bytes.toByteArray());
    }

    private static TarEntry entry(TarEntry.Kind kind, String name, String link) {
        return new TarEntry(kind, name, link, 0644, kind == TarEntry.Kind.FILE ? 3 : 0, 0);
    }

    @Test
    void membersThatLeadOutAreLeftOut() throws Exception {
        archive(
                entry(TarEntry.Kind.FILE, "../escaped", ""),
                entry(TarEntry.Kind.FILE, "a/../../escaped", ""),
                entry(TarEntry.Kind.FILE, "/tmp/kargo-escaped", ""),
                entry(TarEntry.Kind.SYMLINK, "up", "../.."),
                entry(TarEntry.Kind.SYMLINK, "abs", "/etc"),
                entry(TarEntry.Kind.FILE, "sub/.git/config", ""),
                entry(TarEntry.Kind.OTHER, "device", ""),
                entry(TarEntry.Kind.SYMLINK, "link", "target"),
                entry(TarEntry.Kind.FILE, "link/through", ""),
                entry(TarEntry.Kind.FILE, "good", ""));
        steps.run(new UntarStep(), Map.of("inPath", "evil.tar", "outPath", "out"));
        assertThat(tree("out").keySet()).containsExactly("good", "link/through");
        assertThat(workspace.workDir().resolve("escaped")).doesNotExist();
        assertThat(steps.log()).filteredOn(line -> line.startsWith("Left out")).hasSize(7);
    }

    @Test
    void sizesAreLimited() throws Exception {
        archive(new TarEntry(TarEntry.Kind.FILE, "large", "", 0644, ArchiveLimits.FILE + 1, 0));
        assertThatThrownBy(() -> steps.run(new UntarStep(), Map.of("inPath", "evil.tar", "outPath", "out")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("file large")
                .hasMessageContaining("exceeds size limit");
        TarEntry half = new TarEntry(TarEntry.Kind.FILE, "half", "", 0644, ArchiveLimits.FILE, 0);
        archive(half, half, entry(TarEntry.Kind.FILE, "more", ""));
        assertThatThrownBy(() -> steps.run(new UntarStep(), Map.of("inPath", "evil.tar", "outPath", "out")))
                .hasMessageContaining("total size would exceed limit");
        try (var large = Files.newByteChannel(file("large"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            large.position(ArchiveLimits.FILE).write(ByteBuffer.wrap(new byte[1]));
        }
        assertThatThrownBy(() -> steps.run(new TarStep(), Map.of("inPath", "large", "outPath", "a.tar")))
                .hasMessageContaining("failed to create the tar archive \"a.tar\"")
                .hasMessageContaining("exceeds size limit");
        assertThat(file("a.tar")).doesNotExist();
        try (Stream<Path> left = Files.list(file(".kargo"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aZipBombEndsAtTheLimit() throws Exception {
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file("bomb.tgz")))) {
            TarWriter writer = new TarWriter(out);
            for (int i = 0; i < 5; i++) {
                TarEntry entry = new TarEntry(TarEntry.Kind.FILE, "f" + i, "", 0644, 40L << 20, 0);
                writer.write(entry, new Zeros(entry.size()));
            }
        }
        assertThatThrownBy(() -> steps.run(new UntarStep(), Map.of("inPath", "bomb.tgz", "outPath", "out")))
                .hasMessageContaining("total size would exceed limit");
        assertThat(file("out")).doesNotExist();
    }

    @Test
    void whatIsLeftOutDoesNotCountAsUnpacked() throws Exception {
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file("large.tgz")))) {
            TarWriter writer = new TarWriter(out);
            for (String name : List.of("big.bin", "wanted")) {
                TarEntry entry = new TarEntry(
                        TarEntry.Kind.FILE, name, "", 0644, name.equals("wanted") ? 3 : ArchiveLimits.TOTAL + 1, 0);
                writer.write(entry, new Zeros(entry.size()));
            }
            writer.finish();
        }
        steps.run(new UntarStep(), Map.of("inPath", "large.tgz", "outPath", "out", "ignore", "*.bin"));
        assertThat(tree("out").keySet()).containsExactly("wanted");
        ArchiveLimits limits = new ArchiveLimits();
        limits.pass(new TarEntry(TarEntry.Kind.FILE, "a", "", 0644, ArchiveLimits.PASSED, 0));
        assertThatThrownBy(() -> limits.pass(entry(TarEntry.Kind.FILE, "b", "")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("what is left out");
    }

    @Test
    void aFileWithHolesIsRefusedBecauseItWouldComeOutWrong() throws Exception {
        Files.createDirectories(file("in"));
        try (RandomAccessFile holes = new RandomAccessFile(file("in/holes").toFile(), "rw")) {
            holes.setLength(1 << 20);
            holes.write('x');
        }
        tar("cf", "a.tar", "--sparse", "--format=posix", "in");
        assertThatThrownBy(() -> steps.run(new UntarStep(), Map.of("inPath", "a.tar", "outPath", "out")))
                .hasMessageContaining("in/holes: pack it without --sparse");
    }

    @Test
    void whatIsNoArchiveIsSaidAndTheTargetStays() throws Exception {
        write("out/old", "o");
        write("text", "this is text and long enough to be taken for a header ".repeat(20));
        write("in/a", "a");
        steps.run(new TarStep(), Map.of("inPath", "in", "outPath", "a.tar"));
        byte[] whole = Files.readAllBytes(file("a.tar"));
        Files.write(file("cut"), Arrays.copyOf(whole, 513));
        write("empty", "");
        for (String path : new String[] {"text", "cut", "empty"}) {
            assertThatThrownBy(() -> steps.run(new UntarStep(), Map.of("inPath", path, "outPath", "out")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("failed to extract tar file \"" + path + '"');
        }
        assertThatThrownBy(() -> steps.run(new UntarStep(), Map.of("inPath", "cut", "outPath", "out")))
                .hasMessageContaining("the archive ends in the middle of a");
        assertThatThrownBy(() -> steps.run(new UntarStep(), Map.of("inPath", "empty", "outPath", "out")))
                .hasMessageContaining("the file is empty");
        assertThat(tree("out")).isEqualTo(Map.of("old", "o"));
        assertThatThrownBy(() -> steps.run(new UntarStep(), Map.of("inPath", "nope", "outPath", "out")))
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> steps.run(new TarStep(), Map.of("inPath", "nope", "outPath", "out")))
                .hasMessageContaining("input path \"nope\" does not exist");
    }

    @Property(tries = 2000)
    void damagedArchivesNeverDoAnythingButFail(@ForAll long seed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TarWriter writer = new TarWriter(bytes);
        for (String name : List.of("a", LONG, "b/c")) {
            writer.write(new TarEntry(TarEntry.Kind.FILE, name, "", 0644, 5, 0), new ByteArrayInputStream(new byte[5]));
        }
        writer.finish();
        byte[] damaged = bytes.toByteArray();
        Random random = new Random(seed);
        for (int i = random.nextInt(4); i >= 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        try {
            TarReader reader =
                    new TarReader(new ByteArrayInputStream(damaged, 0, damaged.length - random.nextInt(600)));
            for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
                reader.content().readNBytes(100);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }

    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int n = (int) Math.min(left, length);
            Arrays.fill(buffer, offset, offset + n, (byte) 0);
            left -= n;
            return n;
        }
    }
}
