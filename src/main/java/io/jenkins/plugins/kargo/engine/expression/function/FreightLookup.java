package io.jenkins.plugins.kargo.engine.expression.function;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import java.util.Collection;
import java.util.List;

/** The Freight that a promotion or verification is about. */
public interface FreightLookup {
    /** Where the stage's requested Freight comes from, in the stage's order. */
    @NonNull
    List<FreightOrigin> requestedOrigins();

    /** The warehouse as it is configured now, null when there is none of that name. */
    @CheckForNull
    Warehouse warehouse(@NonNull String name);

    /** One piece of Freight for each origin that has one yet. */
    @NonNull
    Collection<Freight> freight();
}
