package io.jenkins.plugins.kargo.engine.promotion.step.common;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Texts of several YAML documents. */
public final class Manifests {
    private static final Pattern SEPARATOR = Pattern.compile("(?m)^---[ \\t]*(?:#.*)?(?:\\r?\\n|\\z)");
    private static final Pattern CONTENT = Pattern.compile("(?m)^[ \\t]*[^#\\s].*$");

    private Manifests() {}

    /** The documents without what separates them and without space around them; those without content are left out. */
    @NonNull
    public static List<String> split(@NonNull String text) {
        List<String> documents = new ArrayList<>();
        for (String document : SEPARATOR.split(text)) {
            if (CONTENT.matcher(document).find()) {
                documents.add(document.strip());
            }
        }
        return documents;
    }
}
