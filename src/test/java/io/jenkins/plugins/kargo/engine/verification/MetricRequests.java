package io.jenkins.plugins.kargo.engine.verification;

import java.time.Instant;
import java.util.Map;

/** Requests for tests of metric providers. */
public final class MetricRequests {
    private MetricRequests() {}

    public static MetricProvider.Request of(String provider, Map<String, Object> config, String successCondition) {
        MetricSpec metric = new MetricSpec("metric", 1, null, null, 0, 0, 4, 0, successCondition, "", provider, config);
        return new MetricProvider.Request() {
            @Override
            public MetricSpec metric() {
                return metric;
            }

            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public MetricProvider.Judgement judge(Object value) {
                return Conditions.judge(metric, value);
            }
        };
    }
}
