package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What the command line says.
 *
 * @param names the benchmarks to run, empty for all
 * @param tools folder with helm and kubectl
 * @param percent size of the world, 1 to 1000
 * @param war a real Jenkins, null for none; {@code plugins} and {@code hpi} go with it
 */
record BenchOptions(
        @NonNull List<String> names,
        @CheckForNull Path tools,
        int percent,
        @CheckForNull Path war,
        @CheckForNull Path plugins,
        @CheckForNull Path hpi) {
    static final String USAGE = "Usage: ./kargo bench [NAME...] [--size PERCENT] [--war FILE --plugins DIR]";

    /** @throws IllegalArgumentException with a message for people */
    @NonNull
    static BenchOptions parse(@NonNull String... arguments) {
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        List<String> names = new ArrayList<>();
        Path tools = null;
        Path war = null;
        Path plugins = null;
        Path hpi = null;
        int percent = 100;
        while (!left.isEmpty()) {
            String argument = left.pop();
            switch (argument) {
                case "--tools" -> tools = path(argument, left);
                case "--war" -> war = path(argument, left);
                case "--plugins" -> plugins = path(argument, left);
                case "--hpi" -> hpi = path(argument, left);
                case "--size" -> percent = percent(value(argument, left));
                default -> {
                    if (argument.startsWith("-")) {
                        throw new IllegalArgumentException("Unknown option " + argument + ". " + USAGE);
                    }
                    names.add(argument);
                }
            }
        }
        if (war != null && (plugins == null || hpi == null)) {
            throw new IllegalArgumentException(
                    "--war needs --plugins DIR, the folder with the war's plugins. " + USAGE);
        }
        return new BenchOptions(List.copyOf(names), tools, percent, war, plugins, hpi);
    }

    /** Null when measurements on a real controller are not wanted. */
    @CheckForNull
    BenchContext.RealController controller() {
        return war == null || plugins == null || hpi == null
                ? null
                : new BenchContext.RealController(war, plugins, hpi);
    }

    private static Path path(String option, Deque<String> left) {
        return Path.of(value(option, left)).toAbsolutePath().normalize();
    }

    private static int percent(String text) {
        int percent = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (percent < 1 || percent > 1000) {
            throw new IllegalArgumentException("--size takes a number from 1 to 1000, not '" + text + "'");
        }
        return percent;
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value. " + USAGE);
        }
        return left.pop();
    }
}
