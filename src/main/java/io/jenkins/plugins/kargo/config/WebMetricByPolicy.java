package io.jenkins.plugins.kargo.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.verification.Measurement;
import io.jenkins.plugins.kargo.engine.verification.MetricProvider;
import io.jenkins.plugins.kargo.engine.verification.metric.WebMetric;
import java.time.Clock;

/** The metric provider {@code web}, within what the administrator allows at the moment of the measurement. */
final class WebMetricByPolicy implements MetricProvider {
    private final DiscoveryHolder discovery;
    private final Clock clock;

    WebMetricByPolicy(DiscoveryHolder discovery, Clock clock) {
        this.discovery = discovery;
        this.clock = clock;
    }

    @NonNull
    @Override
    public String name() {
        return "web";
    }

    @NonNull
    @Override
    public Measurement measure(@NonNull Request request) throws InterruptedException {
        return new WebMetric(discovery.current().http(), clock).measure(request);
    }
}
