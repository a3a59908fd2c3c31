package io.jenkins.plugins.kargo.local.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The programs that scenarios need; {@code ./kargo test} provides them. */
final class Tools {
    private static final Path PROVIDED = Path.of(System.getProperty("kargo.tools", "../../.kargo-tools/bin"))
            .toAbsolutePath()
            .normalize();

    private Tools() {}

    /** PATH with helm and kubectl first. */
    static Map<String, String> environment() {
        return Map.of("PATH", PROVIDED + System.getProperty("path.separator") + System.getenv("PATH"));
    }

    /** Skips the calling test, saying what is missing. */
    static void required() {
        List<String> missing = new ArrayList<>();
        for (String program : List.of("helm", "kubectl", "docker-registry", "git")) {
            if (find(program) == null) {
                missing.add(program);
            }
        }
        Assumptions.assumeTrue(missing.isEmpty(), () -> "not installed: " + missing + "; ./kargo test provides them");
    }

    private static Path find(String program) {
        for (String folder : environment().get("PATH").split(System.getProperty("path.separator"))) {
            Path file = Path.of(folder, program);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        return null;
    }
}
