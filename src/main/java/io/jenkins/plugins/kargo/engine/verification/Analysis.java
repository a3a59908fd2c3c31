package io.jenkins.plugins.kargo.engine.verification;

import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Metric;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Brings an analysis forward: takes the measurements that are due and assesses them. */
final class Analysis {
    private static final Logger LOGGER = Logger.getLogger(Analysis.class.getName());

    private final AnalysisExpressions expressions;
    private final Map<String, MetricProvider> providers;
    private final Clock clock;

    Analysis(AnalysisExpressions expressions, Map<String, MetricProvider> providers, Clock clock) {
        this.expressions = expressions;
        this.providers = providers;
        this.clock = clock;
    }

    /** @param run as it is now; @param next when there is something to do again, empty when it is over */
    record Step(AnalysisRun run, List<MetricSpec> metrics, Optional<Instant> next) {
        Map<String, Object> values() {
            return AnalysisRunValues.write(run, metrics);
        }
    }

    /**
     * Takes every measurement that is due, one after the other.
     *
     * @param stored is told of every measurement before the next one is taken, so that a restart goes on behind it
     */
    Step advance(VerificationRecord verification, AnalysisRun before, Consumer<Step> stored)
            throws AnalysisException, InterruptedException {
        AnalysisExpressions.Resolved arguments = expressions.resolve(verification, before.args());
        List<MetricSpec> metrics = resolve(before, arguments);
        AnalysisRun run = before.startedAt() == null ? before.started(clock.instant()) : before;
        for (MetricSpec metric : MetricSchedule.due(run, metrics, clock.instant())) {
            MetricResult result = run.result(metric.name())
                    .orElseGet(() -> MetricResult.fresh(metric.name(), before.isDryRun(metric.name())));
            Measurement measurement = masked(measure(metric, result, run.isTerminating()), arguments.secrets());
            run = run.with(result.with(measurement, run.retained(metric.name())));
            stored.accept(new Step(run, metrics, Optional.of(clock.instant())));
        }
        return assess(run, metrics);
    }

    /** Assesses until nothing changes: a metric that failed ends the others. */
    private Step assess(AnalysisRun run, List<MetricSpec> metrics) {
        AnalysisRun assessed = RunAssessment.assess(run, metrics);
        AnalysisRun again = RunAssessment.assess(assessed, metrics);
        boolean inFlight = again.results().stream().anyMatch(MetricResult::isInFlight);
        if (again.phase().isTerminal() && !(again.isTerminating() && inFlight)) {
            return new Step(again, metrics, Optional.empty());
        }
        Instant now = clock.instant();
        Instant next = MetricSchedule.next(again, metrics, now).orElse(now);
        return new Step(again.with(VerificationPhase.Running, again.message()), metrics, Optional.of(next));
    }

    private List<MetricSpec> resolve(AnalysisRun run, AnalysisExpressions.Resolved arguments) throws AnalysisException {
        MetricArguments resolver = new MetricArguments(arguments.values());
        List<MetricSpec> metrics = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Metric metric : run.metrics()) {
            MetricSpec spec = resolver.resolve(metric);
            if (!names.add(spec.name())) {
                throw new AnalysisException("two metrics have the name \"" + spec.name() + '"');
            }
            metrics.add(spec);
        }
        return metrics;
    }

    private Measurement measure(MetricSpec metric, MetricResult result, boolean terminating)
            throws InterruptedException {
        Instant start = clock.instant();
        MetricProvider provider = providers.get(metric.provider());
        if (provider == null) {
            String message = "there is no metric provider \"" + metric.provider() + "\"; there are: "
                    + String.join(", ", providers.keySet());
            return Measurement.error(message, start, start);
        }
        MetricProvider.Request request = new Request(metric, start);
        try {
            if (!result.isInFlight()) {
                return provider.measure(request);
            }
            Measurement inFlight = result.last().orElseThrow();
            return terminating ? provider.terminate(request, inFlight) : provider.resume(request, inFlight);
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "The metric provider " + metric.provider() + " failed unexpectedly");
            return Measurement.error(String.valueOf(e.getMessage()), start, clock.instant());
        }
    }

    private static Measurement masked(Measurement measurement, List<String> secrets) {
        SecretMask mask =
                SecretMask.ofTexts(secrets.stream().map(SecretText::new).toList());
        return new Measurement(
                measurement.phase(),
                mask.mask(measurement.message()),
                measurement.startedAt(),
                measurement.finishedAt(),
                mask.mask(measurement.value()),
                measurement.metadata(),
                measurement.resumeAt());
    }

    private final class Request implements MetricProvider.Request {
        private final MetricSpec metric;
        private final Instant now;

        Request(MetricSpec metric, Instant now) {
            this.metric = metric;
            this.now = now;
        }

        @Override
        public MetricSpec metric() {
            return metric;
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public MetricProvider.Judgement judge(Object value) {
            return expressions.judge(metric, value);
        }
    }
}
