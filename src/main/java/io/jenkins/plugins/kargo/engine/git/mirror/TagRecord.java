package io.jenkins.plugins.kargo.engine.git.mirror;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.OffsetDateTime;

/**
 * A tag and the commit it stands for.
 *
 * @param creatorDate when an annotated tag was made; the commit's date for a lightweight one
 * @param tagger {@code Name <email>}, empty for lightweight tags
 * @param annotation first line of the tag's message, empty for lightweight tags
 */
public record TagRecord(
        @NonNull String tag,
        @NonNull CommitRecord commit,
        @NonNull OffsetDateTime creatorDate,
        @NonNull String tagger,
        @NonNull String annotation) {}
