package io.jenkins.plugins.kargo.engine.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Argument;
import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Metric;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AnalysisRunValuesTest {
    @Property(tries = 200)
    void whatIsWrittenReadsBack(@ForAll("runs") AnalysisRun run) {
        assertThat(AnalysisRunValues.read(AnalysisRunValues.write(run, List.of())))
                .isEqualTo(run);
    }

    @Provide
    Arbitrary<AnalysisRun> runs() {
        Arbitrary<MetricResult> results = Combinators.combine(
                        Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8),
                        Arbitraries.of(VerificationPhase.class),
                        Arbitraries.strings(),
                        Arbitraries.integers().between(0, 9),
                        measurements().list().ofMaxSize(4))
                .as((name, phase, message, count, measurements) ->
                        new MetricResult(name, phase, message, count > 4, count, 1, 2, 3, 4, 5, 6, measurements));
        return Combinators.combine(
                        Arbitraries.of(VerificationPhase.class),
                        times().injectNull(0.3),
                        results.list().ofMaxSize(3))
                .as((phase, start, list) -> new AnalysisRun(
                        List.of(
                                new Argument("a", "1", Map.of()),
                                new Argument("s", null, Map.of("secretKeyRef", Map.of("name", "n", "key", "k")))),
                        List.of(new Metric(
                                "m", Map.of("interval", "1m"), "web", Map.of("url", "u", "timeoutSeconds", 5L))),
                        List.of("m"),
                        Map.of("m", 4),
                        phase,
                        "message",
                        start,
                        list));
    }

    private static Arbitrary<Measurement> measurements() {
        return Combinators.combine(
                        Arbitraries.of(VerificationPhase.class),
                        Arbitraries.strings(),
                        times(),
                        times().injectNull(0.5),
                        times().injectNull(0.5))
                .as((phase, text, start, finish, resume) ->
                        new Measurement(phase, text, start, finish, text, Map.of("k", text), resume));
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
    }
}
