package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the figures were measured on, in one line. */
final class Machine {
    private static final String MODEL = "model name";

    private Machine() {}

    @NonNull
    static String describe() {
        Runtime runtime = Runtime.getRuntime();
        return String.format(
                Locale.ROOT,
                "%d × %s, Java %s with a heap of at most %d MB, %s %s",
                runtime.availableProcessors(),
                processor(),
                Runtime.version().feature(),
                runtime.maxMemory() >> 20,
                System.getProperty("os.name"),
                System.getProperty("os.version"));
    }

    /** Only Linux tells it in a file; elsewhere the architecture has to do. */
    private static String processor() {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
            return lines.stream()
                    .filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
