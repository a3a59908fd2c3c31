package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs benchmarks one after another: those that the command line names, else all. Ends with 1 when one could not be
 * measured or did not keep its limits.
 */
public final class Bench {
    private static final List<Benchmark> ALL = List.of(
            new DiscoveryBenchmark(), new PromotionBenchmark(), new TimelineBenchmark(), new WaitingBenchmark());

    private final List<Benchmark> known;
    private final BenchReport report;

    Bench(@NonNull List<Benchmark> known, @NonNull BenchReport report) {
        this.known = known;
        this.report = report;
    }

    public static void main(String[] arguments) {
        int exit;
        try {
            exit = new Bench(ALL, new BenchReport(System.out)).run(BenchOptions.parse(arguments)) ? 0 : 1;
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("bench: " + e.getMessage());
            exit = 2;
        }
        // Threads of test servers would keep the process alive.
        System.exit(exit);
    }

    /** @return whether everything could be measured and kept its limits */
    boolean run(@NonNull BenchOptions options) throws IOException {
        List<Benchmark> wanted = options.names().isEmpty()
                ? known
                : options.names().stream().map(this::find).toList();
        report.title("Measured on " + Machine.describe());
        boolean measured = true;
        for (Benchmark benchmark : wanted) {
            measured &= measure(benchmark, options);
        }
        return measured && report.exceeded() == 0;
    }

    private Benchmark find(String name) {
        return known.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no benchmark '" + name + "'; there are: " + names()));
    }

    private String names() {
        return known.stream()
                .map(each -> each.name() + " (" + each.purpose() + ')')
                .collect(Collectors.joining(", "));
    }

    private boolean measure(Benchmark benchmark, BenchOptions options) throws IOException {
        report.title(benchmark.name() + ": " + benchmark.purpose());
        Path folder = Files.createTempDirectory("kargo-bench-" + benchmark.name());
        try {
            benchmark.run(new BenchContext(folder, options.tools(), options.percent(), options.controller(), report));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            report.fact("not measured", "interrupted");
            return false;
        } catch (Exception e) {
            report.fact("not measured", e.toString());
            e.printStackTrace();
            return false;
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
