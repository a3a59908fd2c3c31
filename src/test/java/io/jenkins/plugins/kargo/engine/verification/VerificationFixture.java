package io.jenkins.plugins.kargo.engine.verification;

import io.jenkins.plugins.kargo.engine.model.ConfigurationSource;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.time.Clock;
import java.util.Map;
import java.util.function.BiConsumer;

/** Verifications for tests of other packages that run no analysis. */
public final class VerificationFixture {
    private VerificationFixture() {}

    public static Verifications withoutAnalysis(
            KargoStore store, ConfigurationSource configurations, Clock clock, BiConsumer<ProjectKey, String> changed) {
        return new Verifications(store, configurations, null, Map.of(), clock, changed);
    }
}
