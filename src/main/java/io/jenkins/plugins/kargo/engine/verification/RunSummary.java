package io.jenkins.plugins.kargo.engine.verification;

import java.util.List;

/** How many metrics there are, and how those that are over ended. */
record RunSummary(int count, int successful, int failed, int inconclusive, int error) {
    /** @param dryRun whether to count the metrics that are only watched, or the others */
    static RunSummary of(AnalysisRun run, List<MetricSpec> metrics, boolean dryRun) {
        int count = 0;
        int[] byPhase = new int[4];
        for (MetricSpec metric : metrics) {
            if (run.isDryRun(metric.name()) == dryRun) {
                count++;
                run.result(metric.name())
                        .filter(result -> result.phase().isTerminal())
                        .ifPresent(result -> byPhase[index(metric, result)]++);
            }
        }
        return new RunSummary(count, byPhase[0], byPhase[1], byPhase[2], byPhase[3]);
    }

    private static int index(MetricSpec metric, MetricResult result) {
        return switch (MetricAssessment.excess(metric, result).phase()) {
            case Failed -> 1;
            case Inconclusive -> 2;
            case Error -> 3;
            default -> 0;
        };
    }
}
