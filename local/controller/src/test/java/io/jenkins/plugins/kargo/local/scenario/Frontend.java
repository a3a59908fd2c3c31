package io.jenkins.plugins.kargo.local.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the page's sources that its tests use. */
final class Frontend {
    private static final Path ROOT =
            Path.of("../../src/main/frontend").toAbsolutePath().normalize();

    static final Path MODULES = ROOT.resolve("node_modules");

    private Frontend() {}

    /** Axe, which looks for what keeps people out. */
    static String axe() {
        return read(MODULES.resolve("axe-core/axe.min.js"));
    }

    /** The only function that a module in {@code dev} exports, as an expression. */
    static String function(String module) {
        return '(' + read(ROOT.resolve("dev").resolve(module)).replace("export function", "function") + ')';
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
