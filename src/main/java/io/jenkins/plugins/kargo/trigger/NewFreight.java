package io.jenkins.plugins.kargo.trigger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.discovery.DiscoveryEnvironment;
import io.jenkins.plugins.kargo.engine.discovery.PollInterval;
import io.jenkins.plugins.kargo.engine.discovery.WarehouseOutcome;
import io.jenkins.plugins.kargo.engine.discovery.Warehouses.Mode;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.model.WarehouseState;
import io.jenkins.plugins.kargo.project.ProjectAccess;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Looks into the repositories of a project's Warehouses. Blocks. */
final class NewFreight {
    private final ProjectAccess access;
    private final Configuration configuration;
    private final CredentialResolver credentials;
    private final PollingLog log;

    /** Null when an event asks for the look. */
    @CheckForNull
    private Instant scheduledSince;

    NewFreight(ProjectAccess access, Configuration configuration, CredentialResolver credentials, PollingLog log) {
        this.access = access;
        this.configuration = configuration;
        this.credentials = credentials;
        this.log = log;
    }

    /** What a build would create now. @param only the one Warehouse to look at, empty for all */
    List<News> find(@NonNull String only) throws InterruptedException {
        List<News> news = new ArrayList<>();
        if (!only.isEmpty() && configuration.warehouse(only).isEmpty()) {
            log.line("ERROR: project " + access.project() + " has no warehouse '" + only + "'; it has "
                    + String.join(", ", configuration.warehouses().keySet()));
        }
        for (Warehouse warehouse : configuration.warehouses().values()) {
            if ((only.isEmpty() || warehouse.name().equals(only)) && isDue(warehouse)) {
                WarehouseOutcome outcome = look(warehouse, Mode.LOOK);
                if (outcome.status() == WarehouseOutcome.Status.NEW && outcome.freight() != null) {
                    news.add(News.freight(access.project(), outcome.freight()));
                }
            }
        }
        return news;
    }

    /** Nothing but the schedule asks for this look. @param configuredAt since when the configuration is as it is */
    void bySchedule(@NonNull Instant configuredAt) {
        scheduledSince = configuredAt;
    }

    boolean isDue(@NonNull Warehouse warehouse) {
        Instant configuredAt = scheduledSince;
        if (configuredAt == null) {
            return true;
        }
        WarehouseState last = KargoRuntime.get()
                .store()
                .warehouses()
                .find(access.project(), warehouse.name())
                .orElse(null);
        boolean due = PollInterval.isDue(warehouse, last, configuredAt, Instant.now());
        if (!due && last != null) {
            log.line("Warehouse " + warehouse.name() + " was looked at at "
                    + last.check().at().truncatedTo(ChronoUnit.SECONDS) + "; its interval is not over.");
        }
        return due;
    }

    WarehouseOutcome look(@NonNull Warehouse warehouse, @NonNull Mode mode) throws InterruptedException {
        KargoRuntime runtime = KargoRuntime.get();
        WarehouseOutcome outcome = runtime.warehouses()
                .reconcile(
                        access.project(),
                        configuration,
                        warehouse,
                        List.of(),
                        new DiscoveryEnvironment(runtime.discovery(), credentials, access.project()),
                        BuildReference.NONE,
                        mode);
        outcome.messages().forEach(message -> log.line(outcome.failed() ? "ERROR: " + message : message));
        return outcome;
    }
}
