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
 */
record BenchOptions(
        @NonNull List<String> names, @CheckForNull Path tools, int percent) {
    static final String USAGE = "Usage: ./kargo bench [NAME...] [--size PERCENT]";

    /** @throws IllegalArgumentException with a message for people */
    @NonNull
    static BenchOptions parse(@NonNull String... arguments) {
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        List<String> names = new ArrayList<>();
        Path tools = null;
        int percent = 100;
        while (!left.isEmpty()) {
            String argument = left.pop();
            if (!argument.startsWith("-")) {
                names.add(argument);
            } else if (argument.equals("--tools")) {
                tools = Path.of(value(argument, left)).toAbsolutePath().normalize();
            } else if (argument.equals("--size")) {
                percent = percent(value(argument, left));
            } else {
                throw new IllegalArgumentException("Unknown option " + argument + ". " + USAGE);
            }
        }
        return new BenchOptions(List.copyOf(names), tools, percent);
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
