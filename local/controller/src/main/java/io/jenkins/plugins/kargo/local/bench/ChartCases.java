package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.testing.ChartRepository;
import java.util.List;

/** Charts: a classic repository whose index has 30 MB. */
final class ChartCases {
    private static final int ENTRY_BYTES = 1000;

    private final BenchContext context;
    private final BenchReport report;

    ChartCases(@NonNull BenchContext context) {
        this.context = context;
        report = context.report();
    }

    void run() throws Exception {
        int charts = context.scaled(30_000);
        try (ChartRepository repository = ChartRepository.withPassword()) {
            repository.index(index(charts));
            Subscription subscription =
                    new Subscription.Chart("", repository.url(), "chart-" + (charts - 1), "^1.0.0", 20, false);
            List<Warehouse> warehouse = List.of(DiscoveryBenchmark.warehouse("chart", List.of(subscription)));
            report.title(String.format("  An index.yaml of %d MB", (long) charts * ENTRY_BYTES / 1_000_000));
            report.fact("Kargo, every time", "1 request, and all of it is transferred and held in memory");
            try (DiscoveryMeter meter = new DiscoveryMeter(context.folder().resolve("charts"))) {
                DiscoveryBenchmark.tell(report, "cold", meter.measure(warehouse), 1);
                DiscoveryMeter.Cost warm = meter.measure(warehouse);
                DiscoveryBenchmark.tell(report, "warm, nothing new", warm, 1);
                report.figure("warm, bytes", (double) warm.bytes(), "bytes", 0);
            }
        }
    }

    private static String index(int charts) {
        StringBuilder yaml = new StringBuilder("apiVersion: v1\nentries:\n");
        for (int i = 0; i < charts; i++) {
            StringBuilder entry = new StringBuilder();
            entry.append("  chart-").append(i).append(":\n    - name: chart-").append(i);
            entry.append("\n      version: 1.0.").append(i).append("\n      description: ");
            while (entry.length() < ENTRY_BYTES - 1) {
                entry.append('x');
            }
            yaml.append(entry).append('\n');
        }
        return yaml.toString();
    }
}
