package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.project.CurrentProject;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the block of a {@code kargoPromote} knows of it.
 *
 * @param execution id of the execution that promotes
 * @param credentials the step's map of URL prefix to credentials id
 * @param previewReason why the build may change nothing, null when it may
 * @param linePrefix what stands before its lines in the log, where other promotions write at the same time; else empty
 */
public record PromotionScope(
        @NonNull ProjectKey project,
        @NonNull String promotion,
        @NonNull String execution,
        @NonNull Map<String, String> credentials,
        @CheckForNull String previewReason,
        @NonNull String linePrefix)
        implements Serializable {
    public PromotionScope {
        credentials = new LinkedHashMap<>(credentials);
    }

    public PromotionScope(
            @NonNull ProjectKey project,
            @NonNull String promotion,
            @NonNull String execution,
            @NonNull Map<String, String> credentials,
            @CheckForNull String previewReason) {
        this(project, promotion, execution, credentials, previewReason, "");
    }

    /** As it is called now: a folder may be renamed or moved while the build waits. Previews stay where they were made. */
    @Override
    @NonNull
    public ProjectKey project() {
        return previewReason == null ? CurrentProject.of(project) : project;
    }
}
