package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** The arguments of a {@code kargoPromote}; null for those that are not given. @param preview whether nothing is to change */
public record PromoteArguments(
        @CheckForNull String project,
        @CheckForNull String stage,
        @CheckForNull String freight,
        @NonNull Map<String, String> vars,
        @NonNull Map<String, String> credentials,
        boolean preview)
        implements Serializable {
    public PromoteArguments {
        vars = new LinkedHashMap<>(vars);
        credentials = new LinkedHashMap<>(credentials);
    }
}
