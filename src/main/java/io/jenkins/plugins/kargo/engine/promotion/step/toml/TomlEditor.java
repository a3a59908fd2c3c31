package io.jenkins.plugins.kargo.engine.promotion.step.toml;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileEdit;
import io.jenkins.plugins.kargo.engine.promotion.step.common.GoText;
import io.jenkins.plugins.kargo.engine.promotion.step.common.KeyPath;
import io.jenkins.plugins.kargo.engine.promotion.step.toml.TomlValue.Array;
import io.jenkins.plugins.kargo.engine.promotion.step.toml.TomlValue.Scalar;
import io.jenkins.plugins.kargo.engine.promotion.step.toml.TomlValue.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sets scalars of a TOML text; every other character stays. */
enum TomlEditor implements FileEdit.Editor {
    VALUES;

    @Override
    @NonNull
    public String edit(@NonNull String text, @NonNull ArrayList<FileEdit.Update> updates) throws IOException {
        TomlDocument document = TomlDocument.parse(text);
        Map<Integer, Scalar> scalars = new TreeMap<>();
        Map<Integer, String> replacements = new TreeMap<>();
        for (FileEdit.Update update : updates) {
            Scalar scalar = find(document, update.key());
            scalars.put(scalar.start(), scalar);
            try {
                replacements.put(scalar.start(), format(update.value(), scalar.isFloat()));
            } catch (IOException e) {
                throw new IOException("error formatting value for key " + update.key() + ": " + e.getMessage(), e);
            }
        }
        StringBuilder edited = new StringBuilder();
        int at = 0;
        for (Scalar scalar : scalars.values()) {
            edited.append(text, at, scalar.start()).append(replacements.get(scalar.start()));
            at = scalar.end();
        }
        return edited.append(text, at, text.length()).toString();
    }

    private static Scalar find(TomlDocument document, String key) throws IOException {
        TomlValue value = document.root();
        for (String part : KeyPath.parse(key).parts()) {
            value = child(value, part);
            if (value == null) {
                throw new IOException("error finding key " + key + ": key path not found");
            }
        }
        if (value instanceof Scalar scalar) {
            return scalar;
        }
        throw new IOException(
                "error finding key " + key + ": key path addresses " + value.kind() + " instead of a scalar node");
    }

    @CheckForNull
    private static TomlValue child(TomlValue value, String part) {
        if (value instanceof Table table) {
            return table.entries().get(part);
        }
        if (value instanceof Array array && part.matches("\\d{1,9}")) {
            int index = Integer.parseInt(part);
            return index < array.items().size() ? array.items().get(index) : null;
        }
        return null;
    }

    /** A value as go-toml writes it, except that whole numbers stay whole where there was no fraction before. */
    @NonNull
    static String format(@CheckForNull Object value, boolean wasFloat) throws IOException {
        if (value instanceof Number number) {
            String text = GoText.number(number);
            boolean isFloat = number instanceof Double || number instanceof Float;
            if (isFloat && Double.isNaN(number.doubleValue())) {
                return "nan";
            }
            if (isFloat && Double.isInfinite(number.doubleValue())) {
                return number.doubleValue() > 0 ? "inf" : "-inf";
            }
            return isFloat && wasFloat && text.matches("-?\\d+") ? text + ".0" : text;
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof String text) {
            boolean literal = text.codePoints().noneMatch(c -> c == '\'' || c < 0x20 || c == 0x7f);
            return literal ? '\'' + text + '\'' : basic(text);
        }
        throw new IOException("value is not a TOML scalar type");
    }

    private static String basic(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        quoted.append(String.format(Locale.ROOT, "\\u%04X", c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
