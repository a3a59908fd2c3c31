package io.jenkins.plugins.kargo.engine.verification;

import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** When metrics are measured, after Argo Rollouts' {@code generateMetricTasks} and {@code calculateNextReconcileTime}. */
final class MetricSchedule {
    private static final Duration ERROR_RETRY = Duration.ofSeconds(10);

    private MetricSchedule() {}

    /** The metrics to be measured now, or whose measurement in flight is to be looked at. */
    static List<MetricSpec> due(AnalysisRun run, List<MetricSpec> metrics, Instant now) {
        boolean terminating = run.isTerminating();
        return metrics.stream()
                .filter(metric -> isDue(run, metric, terminating, now))
                .toList();
    }

    /** The earliest time at which there is something to do, empty when no time is known. */
    static Optional<Instant> next(AnalysisRun run, List<MetricSpec> metrics, Instant now) {
        return metrics.stream()
                .map(metric -> next(run, metric, now))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private static boolean isDue(AnalysisRun run, MetricSpec metric, boolean terminating, Instant now) {
        Optional<MetricResult> result = run.result(metric.name());
        if (result.isPresent() && result.get().phase().isTerminal()) {
            return false;
        }
        Optional<Measurement> last = result.flatMap(MetricResult::last);
        if (last.isPresent() && last.get().finishedAt() == null) {
            Instant resumeAt = last.get().resumeAt();
            return terminating || resumeAt == null || !resumeAt.isAfter(now);
        }
        if (terminating) {
            return false;
        }
        if (last.isEmpty()) {
            Duration delay = metric.initialDelay();
            return delay == null
                    || run.startedAt() != null && !run.startedAt().plus(delay).isAfter(now);
        }
        return !isCounted(metric, result.get())
                && next(metric, last.get()).filter(time -> !time.isAfter(now)).isPresent();
    }

    private static Optional<Instant> next(AnalysisRun run, MetricSpec metric, Instant now) {
        Optional<MetricResult> result = run.result(metric.name());
        if (result.isPresent() && result.get().phase().isTerminal()) {
            return Optional.empty();
        }
        Optional<Measurement> last = result.flatMap(MetricResult::last);
        if (last.isEmpty()) {
            Instant start = run.startedAt() == null ? now : run.startedAt();
            return Optional.ofNullable(metric.initialDelay()).map(start::plus);
        }
        if (last.get().finishedAt() == null) {
            return Optional.ofNullable(last.get().resumeAt());
        }
        return isCounted(metric, result.get()) ? Optional.empty() : next(metric, last.get());
    }

    /** After the last measurement. */
    private static Optional<Instant> next(MetricSpec metric, Measurement last) {
        Duration pause = last.phase() == VerificationPhase.Error ? ERROR_RETRY : metric.interval();
        return Optional.ofNullable(pause).map(last.finishedAt()::plus);
    }

    private static boolean isCounted(MetricSpec metric, MetricResult result) {
        OptionalInt count = metric.effectiveCount();
        return count.isPresent() && result.count() >= count.getAsInt();
    }
}
