package io.jenkins.plugins.kargo.engine.verification;

import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a metric stands.
 *
 * @param count measurements that counted: every one but errors
 * @param measurements the newest ones, oldest first
 */
record MetricResult(
        String name,
        VerificationPhase phase,
        String message,
        boolean dryRun,
        int count,
        int successful,
        int failed,
        int inconclusive,
        int error,
        int consecutiveError,
        int consecutiveSuccess,
        List<Measurement> measurements) {
    MetricResult {
        measurements = List.copyOf(measurements);
    }

    static MetricResult fresh(String name, boolean dryRun) {
        return new MetricResult(name, VerificationPhase.Running, "", dryRun, 0, 0, 0, 0, 0, 0, 0, List.of());
    }

    Optional<Measurement> last() {
        return measurements.isEmpty() ? Optional.empty() : Optional.of(measurements.get(measurements.size() - 1));
    }

    boolean isInFlight() {
        return last().filter(measurement -> measurement.finishedAt() == null).isPresent();
    }

    MetricResult withPhase(VerificationPhase newPhase, String newMessage) {
        return new MetricResult(
                name,
                newPhase,
                newMessage,
                dryRun,
                count,
                successful,
                failed,
                inconclusive,
                error,
                consecutiveError,
                consecutiveSuccess,
                measurements);
    }

    /**
     * With a measurement that is new, or goes on with the one in flight; counted when it is over.
     *
     * @param retained how many measurements to keep
     */
    MetricResult with(Measurement measurement, int retained) {
        List<Measurement> all = new ArrayList<>(measurements);
        if (isInFlight()) {
            all.remove(all.size() - 1);
        }
        all.add(measurement);
        List<Measurement> kept = all.subList(Math.max(0, all.size() - retained), all.size());
        boolean ok = measurement.phase() == VerificationPhase.Successful;
        boolean broken = measurement.phase() == VerificationPhase.Error;
        boolean over = measurement.phase().isTerminal();
        return new MetricResult(
                name,
                phase,
                message,
                dryRun,
                count + (over && !broken ? 1 : 0),
                successful + (ok ? 1 : 0),
                failed + (measurement.phase() == VerificationPhase.Failed ? 1 : 0),
                inconclusive + (measurement.phase() == VerificationPhase.Inconclusive ? 1 : 0),
                error + (broken ? 1 : 0),
                over ? (broken ? consecutiveError + 1 : 0) : consecutiveError,
                over ? (ok ? consecutiveSuccess + 1 : 0) : consecutiveSuccess,
                kept);
    }
}
