package io.jenkins.plugins.kargo.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Job;
import io.jenkins.plugins.kargo.engine.api.Caller;
import io.jenkins.plugins.kargo.engine.api.Refresher;
import io.jenkins.plugins.kargo.engine.discovery.DiscoveryEnvironment;
import io.jenkins.plugins.kargo.engine.discovery.Warehouses;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import io.jenkins.plugins.kargo.project.ProjectJobs;
import io.jenkins.plugins.kargo.project.ProjectResolver;
import io.jenkins.plugins.kargo.security.JenkinsCredentialResolver;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks into a Warehouse's repositories without a build: as the stored configuration says, with the credentials that the
 * project's config job has. Reads only, and executes nothing.
 */
public final class WarehouseRefresh implements Refresher {
    private static final Logger LOGGER = Logger.getLogger(WarehouseRefresh.class.getName());

    private record Key(ProjectKey project, String warehouse) {}

    /** Whether to look once more; one for all instances, since they are made for a request each. */
    private static final Map<Key, Boolean> RUNNING = new ConcurrentHashMap<>();

    private final KargoRuntime runtime;

    public WarehouseRefresh(@NonNull KargoRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public Optional<String> refresh(ProjectKey project, String warehouse, Caller caller) {
        return refresh(project, warehouse);
    }

    /**
     * Returns at once. While the Warehouse is being looked at already, it is looked at once more afterwards.
     *
     * @return why it cannot be looked at, in words
     */
    @NonNull
    public Optional<String> refresh(@NonNull ProjectKey project, @NonNull String warehouse) {
        Job<?, ?> job = new ProjectJobs(runtime).configJob(project);
        if (job == null) {
            return Optional.of("The job that holds the configuration of " + project
                    + ", whose credentials would be used, does not exist any more");
        }
        Key key = new Key(project, warehouse);
        if (RUNNING.putIfAbsent(key, false) != null) {
            RUNNING.computeIfPresent(key, (any, before) -> true);
            return Optional.empty();
        }
        try {
            runtime.workers().execute(() -> {
                try {
                    look(key, job);
                } finally {
                    if (Boolean.TRUE.equals(RUNNING.remove(key))) {
                        refresh(project, warehouse);
                    }
                }
            });
            return Optional.empty();
        } catch (RejectedExecutionException e) {
            RUNNING.remove(key);
            return Optional.of("The controller is shutting down");
        }
    }

    private void look(Key key, Job<?, ?> job) {
        try {
            Optional<Configuration> configuration = runtime.store().projects().revisions(key.project(), 1).stream()
                    .findFirst()
                    .map(ConfigurationRevision::hash)
                    .flatMap(hash -> runtime.configurations().find(key.project(), hash));
            Warehouse warehouse =
                    configuration.flatMap(one -> one.warehouse(key.warehouse())).orElse(null);
            if (warehouse == null) {
                LOGGER.fine(() -> "Warehouse " + key.warehouse() + " of " + key.project() + " was removed meanwhile");
                return;
            }
            JenkinsCredentialResolver credentials = JenkinsCredentialResolver.forJob(
                    job,
                    ProjectResolver.of(runtime.store().projects(), Clock.systemUTC())
                            .bindings(key.project()));
            runtime.warehouses()
                    .reconcile(
                            key.project(),
                            configuration.get(),
                            warehouse,
                            List.of(),
                            new DiscoveryEnvironment(runtime.discovery(), credentials, key.project()),
                            BuildReference.NONE,
                            Warehouses.Mode.TRUSTED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreException e) {
            LOGGER.log(
                    Level.WARNING, e, () -> "Refresh of warehouse " + key.warehouse() + " of project " + key.project());
        }
    }
}
