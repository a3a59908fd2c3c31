package io.jenkins.plugins.kargo.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The YAML that people published about Kargo, from v0.8 on: it loads; what the authors left out of an excerpt is one clear
 * error.
 */
class SeedsTest {
    private static final Path SEEDS =
            Path.of(System.getProperty("kargo.conformance", "absent")).resolveSibling("reference/seeds");

    @TestFactory
    Stream<DynamicTest> everyBlockLoads() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(SEEDS), () -> "no seeds at " + SEEDS);
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(SEEDS)) {
            for (Path file : files.sorted().toList()) {
                List<String> blocks = blocks(Files.readAllLines(file));
                for (int i = 0; i < blocks.size(); i++) {
                    String block = blocks.get(i);
                    tests.add(DynamicTest.dynamicTest(file.getFileName() + " block " + i, () -> check(block)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests.stream();
    }

    private static void check(String block) {
        LoadedManifests loaded =
                new ManifestLoader(Manifests.CAPABILITIES).loadPart(List.of(new ManifestFile("seed.yaml", block)));
        boolean excerpt = block.contains("kind: Stage") && !block.contains("requestedFreight");
        List<String> errors =
                loaded.errors().stream().map(ManifestProblem::toString).toList();
        if (excerpt) {
            assertThat(errors).singleElement().asString().contains("lacks the required field requestedFreight");
        } else {
            assertThat(errors).isEmpty();
        }
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
                blocks.add(
                        block.indexOf("promotionTemplate:") == 0
                                ? Manifests.direct("wrapped", block.toString())
                                : block.toString());
            }
        }
        return blocks;
    }

    private static boolean isYaml(String line) {
        return line.replace('\u00a0', ' ').matches(" *((- )?[\\w./$-]+ ?:.*|- .*|#.*)");
    }
}
