package io.jenkins.plugins.kargo.engine.promotion.step.common;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys such as {@code image.tag} or {@code dependencies.0.version}: parts joined by dots. A dot or colon that belongs to a
 * part has a backslash before it; a colon at the beginning of a part says that its digits are a name (as in tidwall/sjson).
 *
 * @param named beside each part, whether it had that colon
 */
public record KeyPath(@NonNull List<String> parts, @NonNull List<Boolean> named) {
    public KeyPath {
        parts = List.copyOf(parts);
        named = List.copyOf(named);
    }

    /** @throws IOException with Kargo's words when the text is no key */
    @NonNull
    public static KeyPath parse(@NonNull String key) throws IOException {
        String text = key.strip();
        if (text.isEmpty()) {
            throw new IOException("empty key");
        }
        List<String> parts = new ArrayList<>();
        List<Boolean> named = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean name = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                if (i == text.length() || (text.charAt(i) != '.' && text.charAt(i) != ':')) {
                    throw new IOException("invalid escape sequence in key \"" + text + '"');
                }
                part.append(text.charAt(i));
            } else if (c == '.') {
                add(parts, named, part, name, text);
                name = false;
            } else if (c != ':') {
                part.append(c);
            } else if (part.isEmpty()) {
                name = true;
            } else {
                throw new IOException("unexpected colon in key \"" + text + '"');
            }
        }
        add(parts, named, part, name, text);
        return new KeyPath(parts, named);
    }

    private static void add(List<String> parts, List<Boolean> named, StringBuilder part, boolean name, String text)
            throws IOException {
        if (part.isEmpty()) {
            throw new IOException("empty key part in key \"" + text + '"');
        }
        parts.add(part.toString());
        named.add(name);
        part.setLength(0);
    }
}
