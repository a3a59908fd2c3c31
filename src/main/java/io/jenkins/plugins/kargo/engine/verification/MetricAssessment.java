package io.jenkins.plugins.kargo.engine.verification;

import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import java.util.OptionalInt;

/** What the measurements of a metric say, after Argo Rollouts' {@code assessMetricStatus}. */
final class MetricAssessment {
    /** A limit that was passed; the phase is Running when none was. */
    record Excess(VerificationPhase phase, String message) {
        static final Excess NONE = new Excess(VerificationPhase.Running, "");

        boolean isNone() {
            return phase == VerificationPhase.Running;
        }
    }

    private MetricAssessment() {}

    static VerificationPhase assess(MetricSpec metric, MetricResult result, boolean terminating) {
        if (result.phase().isTerminal()) {
            return result.phase();
        }
        if (result.measurements().isEmpty()) {
            return terminating ? VerificationPhase.Successful : VerificationPhase.Pending;
        }
        if (!result.last().orElseThrow().phase().isTerminal()) {
            return VerificationPhase.Running;
        }
        Excess excess = excess(metric, result);
        if (!excess.isNone()) {
            return excess.phase();
        }
        if (metric.successEnds() && result.consecutiveSuccess() >= metric.consecutiveSuccessLimit()) {
            return VerificationPhase.Successful;
        }
        OptionalInt count = metric.effectiveCount();
        if (count.isPresent() && result.count() >= count.getAsInt()) {
            return atTheEnd(metric);
        }
        return terminating ? VerificationPhase.Successful : VerificationPhase.Running;
    }

    /** Of several limits passed the last one in this order counts. */
    static Excess excess(MetricSpec metric, MetricResult result) {
        Excess excess = Excess.NONE;
        if (metric.failureCounts() && result.failed() > metric.failureLimit()) {
            excess = new Excess(
                    VerificationPhase.Failed,
                    "failed (" + result.failed() + ") > failureLimit (" + metric.failureLimit() + ")");
        }
        if (result.inconclusive() > metric.inconclusiveLimit()) {
            excess = new Excess(
                    VerificationPhase.Inconclusive,
                    "inconclusive (" + result.inconclusive() + ") > inconclusiveLimit (" + metric.inconclusiveLimit()
                            + ")");
        }
        if (result.consecutiveError() > metric.consecutiveErrorLimit()) {
            excess = new Excess(
                    VerificationPhase.Error,
                    "consecutiveErrors (" + result.consecutiveError() + ") > consecutiveErrorLimit ("
                            + metric.consecutiveErrorLimit() + ")");
        }
        return excess;
    }

    /** All measurements are taken, no limit was passed, and the successes in a row that would end it did not come. */
    private static VerificationPhase atTheEnd(MetricSpec metric) {
        if (!metric.successEnds()) {
            return VerificationPhase.Successful;
        }
        return metric.failureCounts() ? VerificationPhase.Inconclusive : VerificationPhase.Failed;
    }
}
