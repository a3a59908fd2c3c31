package io.jenkins.plugins.kargo.engine.store;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightStatus;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Freight and its status. */
public interface FreightStore {
    /** Thrown when an alias is taken by other Freight of the project. */
    class AliasTakenException extends StoreException {
        private static final long serialVersionUID = 1;

        public AliasTakenException(String message) {
            super(message);
        }
    }

    /** @param build externalizable id of the build that created it, empty when discovered without one */
    record StoredFreight(
            @NonNull Freight freight,
            @NonNull FreightStatus status,
            @NonNull String build) {}

    /**
     * Adds the Freight unless one with its name exists. @return whether it is new
     *
     * @throws AliasTakenException when other Freight of the project has its alias
     */
    boolean add(@NonNull ProjectKey project, @NonNull Freight freight, @NonNull String build);

    /** @param nameOrAlias the full name or the alias */
    @NonNull
    Optional<StoredFreight> find(@NonNull ProjectKey project, @NonNull String nameOrAlias);

    /**
     * Newest first (by discoveredAt, ties by name descending), statuses filled by a bounded number of queries.
     *
     * @param origin null for any
     * @param before only Freight older than the named one, null for the first page
     */
    @NonNull
    List<StoredFreight> list(
            @NonNull ProjectKey project, @CheckForNull FreightOrigin origin, @CheckForNull String before, int limit);

    /** As {@link #list(ProjectKey, FreightOrigin, String, int)}, of what the filter lets through. */
    @NonNull
    List<StoredFreight> search(
            @NonNull ProjectKey project, @NonNull FreightFilter filter, @CheckForNull String before, int limit);

    /** The Freight that a build created, newest first. */
    @NonNull
    List<StoredFreight> createdBy(@NonNull ProjectKey project, @NonNull String build);

    boolean aliasExists(@NonNull ProjectKey project, @NonNull String alias);

    /** @throws AliasTakenException when other Freight of the project has it */
    void rename(@NonNull ProjectKey project, @NonNull String name, @NonNull String alias);

    /** The stage now holds this Freight of its origin: others of that origin leave it, and their soak is recorded. */
    void enter(@NonNull ProjectKey project, @NonNull String name, @NonNull String stage, @NonNull Instant at);

    /** The first time counts. */
    void verified(@NonNull ProjectKey project, @NonNull String name, @NonNull String stage, @NonNull Instant at);

    /** The first time counts. */
    void approved(
            @NonNull ProjectKey project,
            @NonNull String name,
            @NonNull String stage,
            @NonNull String actor,
            @NonNull Instant at);

    /** Sets these values; others that the Freight has stay. */
    void putMetadata(@NonNull ProjectKey project, @NonNull String name, @NonNull Map<String, Object> values);
}
