package io.jenkins.plugins.kargo.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What Warehouses cost: requests, bytes and seconds, when nothing is known (cold), when nothing is new (warm) and after a
 * restart; beside the requests that Kargo makes for the same.
 */
final class DiscoveryBenchmark implements Benchmark {
    @Override
    public String name() {
        return "discovery";
    }

    @Override
    public String purpose() {
        return "what a look into registries and repositories costs";
    }

    @Override
    public void run(@NonNull BenchContext context) throws Exception {
        BenchReport nobody = new BenchReport(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        Path small = Files.createDirectory(context.folder().resolve("warm-up"));
        all(new BenchContext(small, context.tools(), 2, null, nobody));
        all(context);
    }

    private static void all(BenchContext context) throws Exception {
        new ImageCases(context).run();
        new GitCases(context).run();
        new ChartCases(context).run();
    }

    static Warehouse warehouse(String name, List<Subscription> subscriptions) {
        return new Warehouse(
                Metadata.named(name),
                Warehouse.DEFAULT_INTERVAL,
                Warehouse.FreightCreationPolicy.Automatic,
                "",
                subscriptions);
    }

    /** Requests with their limit, then bytes and seconds. */
    static void tell(BenchReport report, String what, DiscoveryMeter.Cost cost, long mostRequests) {
        tell(report, what, cost, mostRequests, "");
    }

    static void tell(BenchReport report, String what, DiscoveryMeter.Cost cost, long mostRequests, String more) {
        report.figure(what, (double) cost.requests(), "requests", (double) mostRequests);
        report.fact("", String.format("%,d KB, %.2f s%s", cost.bytes() >> 10, cost.seconds(), more));
    }
}
