package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a call of a step is labelled in the build's graph. */
final class StepLabels {
    private StepLabels() {}

    /** The texts among these arguments, in this order; null when there is none. */
    @CheckForNull
    static String of(@NonNull Map<String, Object> arguments, @NonNull String... names) {
        List<String> parts = new ArrayList<>();
        for (String name : names) {
            Object value = arguments.get(name);
            if (value instanceof CharSequence text && text.length() > 0) {
                parts.add(text.toString());
            }
        }
        return parts.isEmpty() ? null : String.join(" ", parts);
    }
}
