package io.jenkins.plugins.kargo.engine.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs that steps run: those in the folder of the system property {@code kargo.tools}, else in {@code .kargo-tools/bin}
 * of the checkout, where {@code ./kargo} puts them, else those of PATH. A test that needs one is skipped, saying so, where
 * it is absent.
 */
public final class Tools {
    private Tools() {}

    /** A PATH on which the programs are. */
    public static String path(String... programs) {
        List<Path> folders = folders();
        for (String program : programs) {
            boolean found = folders.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(program)));
            Assumptions.assumeTrue(found, () -> program + " is neither in .kargo-tools/bin nor on the PATH");
        }
        return String.join(
                File.pathSeparator, folders.stream().map(Path::toString).toList());
    }

    /** What {@code ./kargo} has put into a folder of {@code .kargo-tools}, empty when it has not. */
    public static Optional<Path> folder(String name) {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path folder = up.resolve(".kargo-tools").resolve(name);
            if (Files.isDirectory(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        String configured = System.getProperty("kargo.tools");
        if (configured != null) {
            folders.add(Path.of(configured));
        }
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            folders.add(up.resolve(".kargo-tools/bin"));
        }
        for (String folder : String.valueOf(System.getenv("PATH")).split(File.pathSeparator)) {
            folders.add(Path.of(folder));
        }
        return folders;
    }
}
