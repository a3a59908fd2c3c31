package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.PrintStream;
import java.util.Locale;

/** Prints figures and remembers whether all of them keep their limits. Not safe for several threads. */
final class BenchReport {
    private final PrintStream out;
    private int exceeded;

    BenchReport(@NonNull PrintStream out) {
        this.out = out;
    }

    void title(@NonNull String text) {
        out.println();
        out.println(text);
    }

    /** Something that is no measurement, such as the size of the world. */
    void fact(@NonNull String name, @NonNull String value) {
        out.printf("  %-58s %s%n", name, value);
    }

    /** A measurement that is only told. */
    void figure(@NonNull String name, double value, @NonNull String unit) {
        fact(name, number(value, unit));
    }

    /** A measurement that must not be above its limit. */
    void figure(@NonNull String name, double value, @NonNull String unit, double limit) {
        boolean kept = value <= limit;
        if (!kept) {
            exceeded++;
        }
        fact(name, String.format("%-14s %s limit %s", number(value, unit), kept ? "✓" : "✗", number(limit, unit)));
    }

    /** A measurement that must not be below a least value, such as a throughput. */
    void atLeast(@NonNull String name, double value, @NonNull String unit, double least) {
        boolean kept = value >= least;
        if (!kept) {
            exceeded++;
        }
        fact(name, String.format("%-14s %s at least %s", number(value, unit), kept ? "✓" : "✗", number(least, unit)));
    }

    /** How many measurements did not keep their limit. */
    int exceeded() {
        return exceeded;
    }

    private static String number(double value, String unit) {
        String text = value >= 100 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
        return text + ' ' + unit;
    }
}
