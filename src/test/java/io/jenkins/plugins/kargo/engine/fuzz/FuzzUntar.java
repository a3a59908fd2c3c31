package io.jenkins.plugins.kargo.engine.fuzz;

import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileTrees;
import io.jenkins.plugins.kargo.engine.promotion.step.file.Unpack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Any bytes are unpacked into the one directory, or refused; nothing beside it comes to be. */
public final class FuzzUntar {
    private FuzzUntar() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            Path root = Files.createTempDirectory("fuzz-untar");
            try {
                unpack(root, data);
            } finally {
                FileTrees.delete(root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(Path root, byte[] data) throws IOException {
        Path work = Files.createDirectory(root.resolve("work"));
        Files.write(work.resolve("in.tar"), data);
        try {
            new Unpack("in.tar", "out", data.length % 2, "").run(work, line -> {});
        } catch (IOException | StepFailure e) {
            if (Files.exists(work.resolve("out"))) {
                throw new AssertionError("half of an archive was left", e);
            }
        }
        try (Stream<Path> above = Files.list(root);
                Stream<Path> inside = Files.list(work);
                Stream<Path> beside = Stream.concat(above, inside)) {
            List<String> names =
                    beside.map(path -> path.getFileName().toString()).sorted().toList();
            if (!List.of(".kargo", "in.tar", "out", "work").containsAll(names)) {
                throw new AssertionError("files beside the target: " + names);
            }
        }
        links(work.resolve("out"));
    }

    /** No link leads out. */
    private static void links(Path out) throws IOException {
        if (!Files.isDirectory(out)) {
            return;
        }
        try (Stream<Path> all = Files.walk(out)) {
            for (Path link : all.filter(Files::isSymbolicLink).toList()) {
                Path target = link.resolveSibling(Files.readSymbolicLink(link)).normalize();
                if (!target.startsWith(out)) {
                    throw new AssertionError("a link leads to " + target);
                }
            }
        }
    }
}
