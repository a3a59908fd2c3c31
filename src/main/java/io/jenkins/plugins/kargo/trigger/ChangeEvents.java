package io.jenkins.plugins.kargo.trigger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.config.WarehouseRefresh;
import io.jenkins.plugins.kargo.engine.discovery.ChangeFilter;
import io.jenkins.plugins.kargo.engine.discovery.RepositoryChange;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.promotion.PullRequestWaits;
import io.jenkins.plugins.kargo.engine.store.ProjectStore.ProjectRecord;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What follows from an event: triggers that watch the Warehouse look at once; a Warehouse that no trigger watches is
 * looked at without a build. Blocks on the store; the looking itself happens on other threads.
 */
public final class ChangeEvents {
    private static final Logger LOGGER = Logger.getLogger(ChangeEvents.class.getName());

    private final KargoRuntime runtime;

    public ChangeEvents(@NonNull KargoRuntime runtime) {
        this.runtime = runtime;
    }

    /** @param why for polling logs, such as {@code an event of GitHub says so} */
    public void refresh(@NonNull ProjectKey project, @NonNull Set<String> warehouses, @NonNull String why) {
        if (warehouses.isEmpty()) {
            return;
        }
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            Set<String> rest = new HashSet<>(warehouses);
            rest.removeAll(FreightPolls.get().changed(project, warehouses, why));
            WarehouseRefresh refresh = new WarehouseRefresh(runtime);
            for (String warehouse : rest) {
                refresh.refresh(project, warehouse)
                        .ifPresent(refusal -> LOGGER.log(
                                Level.FINE, "Warehouse {0} of {1}: {2}", new Object[] {warehouse, project, refusal}));
            }
        }
    }

    /** What waits for exactly this pull request looks at it at once. @param project whose promotions; null for all */
    public void closed(@NonNull RepositoryChange.PullRequest request, @CheckForNull ProjectKey project) {
        for (PullRequestWaits.Waiting waiting :
                runtime.pullRequestWaits().closed(request.urls(), request.number(), project)) {
            runtime.signals().changed(waiting.project(), waiting.stage());
        }
    }

    /** A change of which nobody says for whom it is: it concerns whoever subscribes to the repository, or waits there. */
    void everywhere(@NonNull RepositoryChange change, @NonNull String why) {
        if (change instanceof RepositoryChange.PullRequest request) {
            closed(request, null);
            return;
        }
        for (ProjectRecord record : runtime.store().projects().all()) {
            if (record.archivedAt() == null) {
                configuration(record.key())
                        .ifPresent(found -> refresh(record.key(), ChangeFilter.concerned(found, change), why));
            }
        }
    }

    /** The project's newest configuration. */
    @NonNull
    public Optional<Configuration> configuration(@NonNull ProjectKey project) {
        return runtime.store().projects().revisions(project, 1).stream()
                .findFirst()
                .map(ConfigurationRevision::hash)
                .flatMap(hash -> runtime.configurations().find(project, hash));
    }
}
