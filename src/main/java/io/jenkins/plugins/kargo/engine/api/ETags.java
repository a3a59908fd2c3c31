package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.store.ProjectStore.ProjectRecord;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/**
 * Entity tags that change when an answer may: with the store's version of the project, with what the caller may do, with
 * the runner's readiness, and every half minute, because soak times run out without any change.
 */
final class ETags {
    private static final long TICK_SECONDS = 30;

    private final KargoStore store;
    private final Runners runners;
    private final Clock clock;

    ETags(KargoStore store, Runners runners, Clock clock) {
        this.store = store;
        this.runners = runners;
        this.clock = clock;
    }

    @NonNull
    String of(ProjectKey project, Caller caller) {
        return tag(
                store.version(project),
                Objects.hash(rights(project, caller), runners.readiness(project, caller), tick()));
    }

    @NonNull
    String ofAll(List<ProjectRecord> projects, Caller caller) {
        long versions = projects.size();
        int keys = Objects.hash(caller.userId(), tick());
        for (ProjectRecord record : projects) {
            versions += store.version(record.key());
            keys = 31 * keys + record.hashCode();
        }
        return tag(versions, keys);
    }

    private long tick() {
        return clock.instant().getEpochSecond() / TICK_SECONDS;
    }

    private static int rights(ProjectKey project, Caller caller) {
        int rights = caller.userId().hashCode();
        for (Caller.Right right : Caller.Right.values()) {
            rights = rights * 2 + (caller.may(right, project) ? 1 : 0);
        }
        return rights;
    }

    /** The version stands in it whole: no two versions may ever share a tag. */
    private static String tag(long version, int hash) {
        return '"' + Long.toString(version) + '-' + Integer.toHexString(hash) + '"';
    }
}
