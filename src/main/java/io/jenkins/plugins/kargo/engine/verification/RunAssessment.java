package io.jenkins.plugins.kargo.engine.verification;

import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import java.util.List;
import java.util.Optional;

/** What the metrics of an analysis say together, after Argo Rollouts' {@code assessRunStatus}. */
final class RunAssessment {
    /** From best to worst. */
    private static final List<VerificationPhase> SEVERITY = List.of(
            VerificationPhase.Successful,
            VerificationPhase.Running,
            VerificationPhase.Pending,
            VerificationPhase.Inconclusive,
            VerificationPhase.Error,
            VerificationPhase.Failed);

    private RunAssessment() {}

    /** The run with the phases of its metrics, and its own, brought up to date. */
    static AnalysisRun assess(AnalysisRun run, List<MetricSpec> metrics) {
        boolean terminating = run.isTerminating();
        boolean everythingCompleted = true;
        AnalysisRun assessed = run;
        VerificationPhase worst = null;
        String message = "";
        for (MetricSpec metric : metrics) {
            Optional<MetricResult> before = assessed.result(metric.name());
            if (before.isEmpty()) {
                everythingCompleted = false;
                continue;
            }
            boolean dryRun = assessed.isDryRun(metric.name());
            MetricResult result = assess(metric, before.get(), terminating, dryRun);
            assessed = assessed.with(result);
            if (!result.phase().isTerminal()) {
                everythingCompleted = false;
                continue;
            }
            VerificationPhase counted = dryRun ? VerificationPhase.Successful : result.phase();
            if (worst == null || isWorse(counted, worst)) {
                worst = counted;
                message = dryRun ? message : describe(metric, result).orElse(message);
            }
        }
        if (terminating) {
            return assessed.with(worst == null ? VerificationPhase.Successful : worst, message);
        }
        return everythingCompleted && worst != null
                ? assessed.with(worst, message)
                : assessed.with(VerificationPhase.Running, "");
    }

    private static MetricResult assess(MetricSpec metric, MetricResult before, boolean terminating, boolean dryRun) {
        VerificationPhase phase = MetricAssessment.assess(metric, before, terminating);
        MetricResult after = phase == before.phase()
                ? before
                : before.withPhase(
                        phase, before.last().map(Measurement::message).orElse(before.message()));
        MetricAssessment.Excess excess = MetricAssessment.excess(metric, after);
        return dryRun && phase.isTerminal() && !excess.isNone()
                ? after.withPhase(phase, "Metric assessed " + phase + " due to " + excess.message())
                : after;
    }

    private static Optional<String> describe(MetricSpec metric, MetricResult result) {
        MetricAssessment.Excess excess = MetricAssessment.excess(metric, result);
        if (excess.isNone()) {
            return Optional.empty();
        }
        String detail = result.message().isEmpty() ? "" : ": \"Error Message: " + result.message() + '"';
        return Optional.of(
                "Metric \"" + metric.name() + "\" assessed " + result.phase() + " due to " + excess.message() + detail);
    }

    private static boolean isWorse(VerificationPhase one, VerificationPhase other) {
        return SEVERITY.indexOf(one) > SEVERITY.indexOf(other);
    }
}
