package io.jenkins.plugins.kargo.engine.expression.function;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.FreightStatus;
import java.util.Map;

/** What was recorded about Freight and stages of the project. Read anew at every call, as steps may have just written. */
public interface MetadataLookup {
    /** The Freight's status, null when there is no Freight of that name. */
    @CheckForNull
    FreightStatus freightStatus(@NonNull String freight);

    /** The stage's metadata, plain YAML values; null when there is no such stage. */
    @CheckForNull
    Map<String, Object> stageMetadata(@NonNull String stage);
}
