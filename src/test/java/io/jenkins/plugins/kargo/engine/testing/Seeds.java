package io.jenkins.plugins.kargo.engine.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** YAML that people published about Kargo, from v0.8 on, as it stands in their texts. */
public final class Seeds {
    private static final Path DIRECTORY =
            Path.of(System.getProperty("kargo.conformance", "absent")).resolveSibling("reference/seeds");

    private Seeds() {}

    /** The blocks of each text, by the beginning of its file's name: 000, 001, …; skips the calling test without them. */
    public static Map<String, List<String>> blocks() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(DIRECTORY), () -> "no seeds at " + DIRECTORY);
        Map<String, List<String>> blocks = new TreeMap<>();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.toList()) {
                blocks.put(file.getFileName().toString().substring(0, 3), blocks(Files.readAllLines(file)));
            }
        }
        return blocks;
    }

    /** What begins with apiVersion, or is a promotion template, up to the end of its indentation. */
    private static List<String> blocks(List<String> lines) {
        List<String> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("apiVersion:") || lines.get(i).startsWith("promotionTemplate:")) {
                StringBuilder block = new StringBuilder();
                for (; i < lines.size() && isYaml(lines.get(i)); i++) {
                    block.append(lines.get(i)).append('\n');
                }
                blocks.add(block.toString());
            }
        }
        return blocks;
    }

    private static boolean isYaml(String line) {
        return line.replace('\u00a0', ' ').matches(" *((- )?[\\w./$-]+ ?:.*|- .*|#.*)");
    }
}
