package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Subscription.ImageSelection;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.RegistryDouble;
import io.jenkins.plugins.kargo.engine.testing.TestImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Images: a registry with tokens and pages of 100 tags, whose images are indexes of two platforms. */
final class ImageCases {
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final String CREATED_KEY = "org.opencontainers.image.created";
    private static final int PAGE = 100;
    private static final int LIMIT = 20;
    /** The index, and manifest and config of two images. */
    private static final int REQUESTS_OF_INDEX = 1 + 2 * 2;
    /** How the registry wants to be asked, and a token. */
    private static final int GREETING = 2;
    /** Kargo's IMAGE_REGISTRY_RATE_LIMIT, requests per second and host, unless its operator sets another. */
    private static final double KARGOS_RATE = 20;

    private static final int OUR_RATE = HttpSettings.of(NetworkPolicy.PUBLIC).requestsPerSecond();
    /** How much more than linear growth may look, since measuring is not exact. */
    private static final double TOLERANCE = 1.5;

    private final BenchContext context;
    private final BenchReport report;

    ImageCases(@NonNull BenchContext context) {
        this.context = context;
        report = context.report();
    }

    void run() throws Exception {
        int most = context.scaled(1000);
        double quarter = newestBuild(Math.max(1, most / 4));
        double all = newestBuild(most);
        report.figure("growth of cold seconds with 4 × the tags", all / quarter, "×", 4 * TOLERANCE);
        annotated(most);
        otherPlatforms(most);
        semver(20, context.scaled(500));
    }

    private static long pages(int tags) {
        return (tags + PAGE - 1L) / PAGE;
    }

    private static TestImage index(int i) {
        return TestImage.index(Map.of(), image("linux/amd64", i), image("linux/arm64", i));
    }

    private static TestImage image(String platform, int i) {
        return TestImage.image(platform, CREATED.plusSeconds(i));
    }

    private static RegistryDouble registry() {
        return RegistryDouble.start().tokens(BasicCredentials.RIGHT).pages(PAGE);
    }

    private static Warehouse newestBuild(RegistryDouble registry, String platform, boolean cacheByTag) {
        Subscription subscription = new Subscription.Image(
                "",
                registry.repository("app"),
                ImageSelection.NewestBuild,
                "",
                true,
                List.of(),
                List.of(),
                platform,
                LIMIT,
                cacheByTag,
                false);
        return DiscoveryBenchmark.warehouse("app", List.of(subscription));
    }

    private double newestBuild(int tags) throws Exception {
        try (RegistryDouble registry = registry()) {
            for (int i = 0; i < tags; i++) {
                registry.put("app", "build-" + i, index(i));
            }
            long kargo = pages(tags) + (long) tags * REQUESTS_OF_INDEX;
            report.title(String.format("  NewestBuild over %,d tags, each an index of two platforms", tags));
            kargo(kargo);
            List<Warehouse> plain = List.of(newestBuild(registry, "", false));
            double seconds;
            try (DiscoveryMeter meter = meter("newest" + tags)) {
                DiscoveryMeter.Cost cold = meter.measure(plain);
                seconds = cold.seconds();
                tell("cold", cold, kargo + GREETING);
                tell("warm, nothing new", meter.measure(plain), pages(tags) + tags);
            }
            try (DiscoveryMeter meter = meter("newest" + tags)) {
                tell("after a restart", meter.measure(plain), pages(tags) + tags + GREETING);
                tell("warm, with cacheByTag", meter.measure(List.of(newestBuild(registry, "", true))), pages(tags));
            }
            return seconds;
        }
    }

    private void annotated(int tags) throws Exception {
        try (RegistryDouble registry = registry()) {
            for (int i = 0; i < tags; i++) {
                Map<String, String> created =
                        Map.of(CREATED_KEY, CREATED.plusSeconds(i).toString());
                registry.put(
                        "app",
                        "build-" + i,
                        TestImage.index(created, image("linux/amd64", i), image("linux/arm64", i)));
            }
            report.title(String.format("  The same, where the %,d indexes say when they were made", tags));
            kargo(pages(tags) + (long) tags * REQUESTS_OF_INDEX);
            try (DiscoveryMeter meter = meter("annotated")) {
                tell("cold", meter.measure(List.of(newestBuild(registry, "", false))), pages(tags) + tags + GREETING);
            }
        }
    }

    private void otherPlatforms(int tags) throws Exception {
        try (RegistryDouble registry = registry()) {
            long matching = 0;
            for (int i = 0; i < tags; i++) {
                boolean mine = i % 2 == 0;
                matching += mine ? 1 : 0;
                registry.put(
                        "app",
                        "build-" + i,
                        mine ? index(i) : TestImage.index(Map.of(), image("linux/arm64", i), image("linux/s390x", i)));
            }
            report.title(String.format("  The same for linux/amd64, for which half of the %,d indexes are", tags));
            kargo(pages(tags) + (long) tags * REQUESTS_OF_INDEX);
            try (DiscoveryMeter meter = meter("platforms")) {
                tell(
                        "cold",
                        meter.measure(List.of(newestBuild(registry, "linux/amd64", false))),
                        pages(tags) + tags + matching * (REQUESTS_OF_INDEX - 1) + GREETING);
            }
        }
    }

    private void semver(int repositories, int tags) throws Exception {
        try (RegistryDouble registry = registry()) {
            List<Subscription> subscriptions = new ArrayList<>();
            for (int r = 0; r < repositories; r++) {
                for (int i = 0; i < tags; i++) {
                    registry.put("app-" + r, "1." + i / 100 + '.' + i % 100, index(r * tags + i));
                }
                subscriptions.add(new Subscription.Image(
                        "",
                        registry.repository("app-" + r),
                        ImageSelection.SemVer,
                        "^1.0.0",
                        true,
                        List.of(),
                        List.of(),
                        "",
                        LIMIT,
                        false,
                        false));
            }
            int looked = Math.min(LIMIT, tags);
            long kargo = repositories * (pages(tags) + (long) looked * REQUESTS_OF_INDEX);
            report.title(String.format(
                    "  One Warehouse, %d × SemVer over %,d tags, discoveryLimit %d", repositories, tags, LIMIT));
            kargo(kargo);
            List<Warehouse> warehouse = List.of(DiscoveryBenchmark.warehouse("apps", subscriptions));
            try (DiscoveryMeter meter = meter("semver")) {
                tell("cold", meter.measure(warehouse), kargo + 1 + repositories);
                tell("warm, nothing new", meter.measure(warehouse), repositories * (pages(tags) + (long) looked));
            }
        }
    }

    private DiscoveryMeter meter(String name) {
        return new DiscoveryMeter(context.folder().resolve(name));
    }

    private void kargo(long requests) {
        report.fact(
                "Kargo, after each of its restarts",
                String.format(
                        "%,d requests, at its %.0f a second and host %,.0f s",
                        requests, KARGOS_RATE, requests / KARGOS_RATE));
    }

    private void tell(String what, DiscoveryMeter.Cost cost, long mostRequests) {
        DiscoveryBenchmark.tell(
                report,
                what,
                cost,
                mostRequests,
                String.format(
                        "; at our %d requests a second and host %,.0f s",
                        OUR_RATE, (double) cost.requests() / OUR_RATE));
    }
}
