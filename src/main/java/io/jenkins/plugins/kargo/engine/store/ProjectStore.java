package io.jenkins.plugins.kargo.engine.store;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Projects, who owns them, and the revisions of their manifests. */
public interface ProjectStore {
    /**
     * A project as the store knows it.
     *
     * @param configJob full name of the job whose trusted builds store configuration, runner and promoter by default
     * @param declared whether an administrator declared it (otherwise the first job claimed it)
     * @param archivedAt when its owner was deleted, null while it lives
     */
    record ProjectRecord(
            @NonNull ProjectKey key,
            @NonNull String configJob,
            boolean declared,
            @NonNull Instant createdAt,
            @CheckForNull Instant archivedAt) {}

    @NonNull
    List<ProjectRecord> all();

    @NonNull
    Optional<ProjectRecord> find(@NonNull ProjectKey key);

    /**
     * Claims the name for the job when nobody has it; otherwise returns who has it. Exactly one of several concurrent
     * claims wins. An archived project is free: who claims it gets it with all its history. Nothing can be stored for a
     * project before it is claimed.
     */
    @NonNull
    ProjectRecord claim(@NonNull ProjectKey key, @NonNull String configJob, boolean declared, @NonNull Instant now);

    /** Changes the config job of a project, for declarations and renamed jobs. */
    void reassign(@NonNull ProjectKey key, @NonNull String configJob, boolean declared);

    /**
     * Follows a renamed or moved item: owners, config jobs and builds at or below {@code from} become those below
     * {@code to}. An archived project that has a key which is needed gets another name.
     */
    void moved(@NonNull String from, @NonNull String to);

    /**
     * What the project is called now: another name than the given one after {@link #moved}, until somebody claims the old
     * name. Quick: it may be asked again and again.
     */
    @NonNull
    ProjectKey current(@NonNull ProjectKey key);

    /** Archives the projects whose owner or config job was the deleted item or in it; nothing is erased. */
    void archived(@NonNull String item, @NonNull Instant now);

    /** Stores the revision unless the newest one has the same hash. @return whether it is new */
    boolean addRevision(@NonNull ProjectKey key, @NonNull ConfigurationRevision revision);

    @NonNull
    Optional<ConfigurationRevision> currentRevision(@NonNull ProjectKey key);

    @NonNull
    Optional<ConfigurationRevision> revision(@NonNull ProjectKey key, @NonNull String hash);

    /** The newest revisions without their files, newest first. */
    @NonNull
    List<ConfigurationRevision> revisions(@NonNull ProjectKey key, int limit);

    /** What a stage or another object keeps as metadata (set-metadata), plain values. */
    @NonNull
    Map<String, Object> stageMetadata(@NonNull ProjectKey key, @NonNull String stage);

    /** Sets these values; others that the stage has stay. */
    void putStageMetadata(@NonNull ProjectKey key, @NonNull String stage, @NonNull Map<String, Object> values);
}
