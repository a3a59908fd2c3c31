package io.jenkins.plugins.kargo.local.demo;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What the command line says.
 *
 * @param home an empty folder for everything that the demo writes
 * @param tools folder with helm and kubectl, put first on PATH
 * @param once check what happened and end, instead of staying open
 * @param war a real Jenkins to run in, with {@code plugins} and {@code hpi}; null for the stand-in
 */
record DemoOptions(
        Path home,
        @CheckForNull Path tools,
        int port,
        boolean once,
        @CheckForNull Path war,
        @CheckForNull Path plugins,
        @CheckForNull Path hpi) {
    private static final String USAGE =
            "Usage: --home DIR [--tools DIR] [--port N] [--once] [--war FILE --plugins DIR --hpi FILE]";

    static DemoOptions parse(String... arguments) {
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        Path home = null;
        Path tools = null;
        int port = 0;
        boolean once = false;
        Path war = null;
        Path plugins = null;
        Path hpi = null;
        while (!left.isEmpty()) {
            String option = left.pop();
            switch (option) {
                case "--home" -> home = path(option, left);
                case "--tools" -> tools = path(option, left);
                case "--port" -> port = number(option, left);
                case "--once" -> once = true;
                case "--war" -> war = path(option, left);
                case "--plugins" -> plugins = path(option, left);
                case "--hpi" -> hpi = path(option, left);
                default -> throw new IllegalArgumentException("Unknown option " + option + ". " + USAGE);
            }
        }
        if (home == null) {
            throw new IllegalArgumentException("--home is missing. " + USAGE);
        }
        if (war != null && (plugins == null || hpi == null)) {
            throw new IllegalArgumentException(
                    "--war needs --plugins DIR, the folder with the war's plugins. " + USAGE);
        }
        return new DemoOptions(home, tools, port, once, war, plugins, hpi);
    }

    private static Path path(String option, Deque<String> left) {
        return Path.of(value(option, left)).toAbsolutePath().normalize();
    }

    private static int number(String option, Deque<String> left) {
        String value = value(option, left);
        if (!value.matches("\\d{1,5}")) {
            throw new IllegalArgumentException(option + " takes a number, not '" + value + "'");
        }
        return Integer.parseInt(value);
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value. " + USAGE);
        }
        return left.pop();
    }
}
