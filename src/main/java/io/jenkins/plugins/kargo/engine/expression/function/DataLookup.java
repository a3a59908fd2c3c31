package io.jenkins.plugins.kargo.engine.expression.function;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;

/** Configuration and secrets that steps may read by name. Every method gives null for what does not exist. */
public interface DataLookup {
    @CheckForNull
    Map<String, String> configMap(@NonNull String name);

    /** A secret of the project, decoded. */
    @CheckForNull
    Map<String, String> secret(@NonNull String name);

    @CheckForNull
    Map<String, String> sharedConfigMap(@NonNull String name);

    /** A shared secret, decoded; null as well for one that is not of the generic kind. */
    @CheckForNull
    Map<String, String> sharedSecret(@NonNull String name);
}
