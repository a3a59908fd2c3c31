package io.jenkins.plugins.kargo.engine.promotion.step.json;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.step.common.KeyPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of json-update, as tidwall/sjson reads them. They are more liberal than {@link KeyPath#parse}: a backslash
 * makes any character part of a name, a colon has a meaning at the beginning of a part only, and a name may be empty.
 */
final class JsonKey {
    private static final String PATTERNS = "*?|";

    private JsonKey() {}

    /** @throws IOException when the text is no key, or one that sjson would take for a pattern */
    @NonNull
    static KeyPath parse(@NonNull String key) throws IOException {
        if (key.isEmpty()) {
            throw new IOException("empty key");
        }
        List<String> parts = new ArrayList<>();
        List<Boolean> named = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean name = false;
        boolean begins = true;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == '.') {
                parts.add(part.toString());
                named.add(name);
                part.setLength(0);
                name = false;
                begins = true;
                continue;
            }
            if (c == ':' && begins) {
                name = true;
            } else if (c == '\\') {
                i++;
                if (i == key.length()) {
                    throw new IOException("key \"" + key + "\" ends with a backslash");
                }
                part.append(key.charAt(i));
            } else if (PATTERNS.indexOf(c) >= 0) {
                throw new IOException("key \"" + key + "\" has a \"" + c
                        + "\": patterns are not supported, and in a name a backslash goes before it");
            } else {
                part.append(c);
            }
            begins = false;
        }
        parts.add(part.toString());
        named.add(name);
        return new KeyPath(parts, named);
    }
}
