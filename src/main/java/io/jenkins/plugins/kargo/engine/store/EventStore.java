package io.jenkins.plugins.kargo.engine.store;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.util.List;

/** The audit trail. */
public interface EventStore {
    void add(@NonNull Event event);

    /** Newest first. */
    @NonNull
    List<Event> list(@NonNull ProjectKey project, int limit);
}
