package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.Warehouses;
import io.jenkins.plugins.kargo.engine.model.ConfigurationSource;
import io.jenkins.plugins.kargo.engine.promotion.Promotions;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.verification.Verifications;
import java.time.Clock;

/** What the API works with; all of it is safe for many threads. */
public record ApiServices(
        @NonNull KargoStore store,
        @NonNull ConfigurationSource configurations,
        @NonNull Promotions promotions,
        @NonNull Verifications verifications,
        @NonNull Warehouses warehouses,
        @NonNull Runners runners,
        @NonNull Refresher refresher,
        @NonNull Clock clock) {}
