package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.NearestName;
import java.util.Collection;
import java.util.stream.Collectors;

/** Helps whoever mistyped a name. */
final class Suggestions {
    private static final int SHOWN = 12;

    private Suggestions() {}

    /**
     * The end of a sentence about an unknown name.
     *
     * @return {@code ; did you mean "x"?}, else the names that there are, else what is said when there are none
     */
    static String among(String name, Collection<String> known, String whenNone) {
        if (known.isEmpty()) {
            return "; " + whenNone;
        }
        return NearestName.of(name, known)
                .map(other -> "; did you mean \"" + other + "\"?")
                .orElseGet(() -> "; there are: "
                        + known.stream().sorted().limit(SHOWN).collect(Collectors.joining(", "))
                        + (known.size() > SHOWN ? ", …" : ""));
    }
}
