package io.jenkins.plugins.kargo.engine.store;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.util.List;

/** The audit trail. */
public interface EventStore {
    void add(@NonNull Event event);

    /** Newest first. */
    @NonNull
    default List<Event> list(@NonNull ProjectKey project, int limit) {
        return page(project, null, limit).stream().map(Entry::event).toList();
    }

    /** @param place of the entry in the trail: later ones have a greater place */
    record Entry(long place, @NonNull Event event) {}

    /** Newest first. @param before only entries before this place, null for the newest */
    @NonNull
    List<Entry> page(@NonNull ProjectKey project, @CheckForNull Long before, int limit);
}
