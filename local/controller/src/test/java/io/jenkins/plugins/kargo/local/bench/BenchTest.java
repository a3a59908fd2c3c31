package io.jenkins.plugins.kargo.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final BenchReport report = new BenchReport(new PrintStream(printed, true, StandardCharsets.UTF_8));
    private final List<Path> folders = new ArrayList<>();

    @Test
    void runsWhatIsNamedAtTheWantedSizeAndCleansUp() throws IOException {
        Bench bench = new Bench(List.of(of("fast", 1), of("slow", 50)), report);

        assertThat(bench.run(BenchOptions.parse("fast", "--size", "10"))).isTrue();

        assertThat(text())
                .contains("Measured on ", "fast: measures fast", "10 rows")
                .doesNotContain("slow");
        assertThat(folders).hasSize(1).noneMatch(Files::exists);
    }

    @Test
    void aFigureAboveItsLimitFailsTheRunButNotTheOthers() throws IOException {
        Bench bench = new Bench(List.of(of("slow", 50), of("fast", 1)), report);

        assertThat(bench.run(BenchOptions.parse())).isFalse();

        assertThat(text()).contains("50 ms", "✗ limit 10 ms", "✓ limit 10 ms");
    }

    @Test
    void aBenchmarkThatCannotBeMeasuredIsToldAndTheNextOneRuns() throws IOException {
        Benchmark broken = new Probe("broken") {
            @Override
            public void run(BenchContext context) throws IOException {
                throw new IOException("no disk");
            }
        };
        Bench bench = new Bench(List.of(broken, of("fast", 1)), report);

        assertThat(bench.run(BenchOptions.parse())).isFalse();

        assertThat(text()).contains("not measured", "no disk", "fast: measures fast");
    }

    @Test
    void anUnknownNameTellsTheKnownOnes() {
        Bench bench = new Bench(List.of(of("fast", 1)), report);

        assertThatThrownBy(() -> bench.run(BenchOptions.parse("fats")))
                .hasMessage("There is no benchmark 'fats'; there are: fast (measures fast)");
    }

    @Test
    void wrongOptionsSayWhatIsRight() {
        assertThatThrownBy(() -> BenchOptions.parse("--size", "big"))
                .hasMessage("--size takes a number from 1 to 1000, not 'big'");
        assertThatThrownBy(() -> BenchOptions.parse("--size")).hasMessageStartingWith("--size needs a value");
        assertThatThrownBy(() -> BenchOptions.parse("--war", "jenkins.war"))
                .hasMessageStartingWith("--war needs --plugins DIR");
        assertThatThrownBy(() -> BenchOptions.parse("--fast")).hasMessageStartingWith("Unknown option --fast");
    }

    @Test
    void percentilesAreNearestRank() {
        Samples samples = Samples.ofNanos(4_000_000, 1_000_000, 3_000_000, 2_000_000);

        assertThat(samples.median()).isEqualTo(2);
        assertThat(samples.percentile(75)).isEqualTo(3);
        assertThat(samples.percentile(95)).isEqualTo(4);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private Benchmark of(String name, double milliseconds) {
        return new Probe(name) {
            @Override
            public void run(BenchContext context) {
                folders.add(context.folder());
                context.report().fact("rows", context.scaled(100) + " rows");
                context.report().figure("time", milliseconds, "ms", 10);
            }
        };
    }

    private abstract static class Probe implements Benchmark {
        private final String name;

        Probe(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String purpose() {
            return "measures " + name;
        }
    }
}
