package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The arguments of a {@code kargoReconcile}; null for those that are not given.
 *
 * @param config path of the manifests in the workspace
 * @param failOnError whether the step fails when something did
 */
public record ReconcileArguments(
        @CheckForNull String project,
        @CheckForNull String config,
        @NonNull Map<String, String> credentials,
        boolean failOnError)
        implements Serializable {
    public ReconcileArguments {
        credentials = new LinkedHashMap<>(credentials);
    }
}
