package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;

/** Reads booleans as Go's strconv does. */
public final class Booleans {
    private static final Map<String, Boolean> WORDS = Map.ofEntries(
            Map.entry("1", true),
            Map.entry("t", true),
            Map.entry("T", true),
            Map.entry("TRUE", true),
            Map.entry("true", true),
            Map.entry("True", true),
            Map.entry("0", false),
            Map.entry("f", false),
            Map.entry("F", false),
            Map.entry("FALSE", false),
            Map.entry("false", false),
            Map.entry("False", false));

    private Booleans() {}

    /** The boolean that the text writes, null when it writes none. */
    @CheckForNull
    public static Boolean parse(@NonNull String text) {
        return WORDS.get(text);
    }
}
