package io.jenkins.plugins.kargo.engine.promotion.step.toml;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.step.toml.TomlValue.Array;
import io.jenkins.plugins.kargo.engine.promotion.step.toml.TomlValue.Scalar;
import io.jenkins.plugins.kargo.engine.promotion.step.toml.TomlValue.Table;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads keys and values of TOML. */
final class TomlValues {
    private static final int DEPTH_LIMIT = 200;
    private static final Pattern INTEGER = Pattern.compile(
            "[+-]?(?:0|[1-9](?:_?[0-9])*)|0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*");
    private static final Pattern FLOAT = Pattern.compile(
            "[+-]?(?:(?:0|[1-9](?:_?[0-9])*)(?:\\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?|inf|nan)");
    private static final String CLOCK = "\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?";
    private static final Pattern TIME =
            Pattern.compile("(?:\\d{4}-\\d{2}-\\d{2})(?:[Tt ]" + CLOCK + "(?:[Zz]|[+-]\\d{2}:\\d{2})?)?|" + CLOCK);
    private static final Pattern OFFSET = Pattern.compile(".*T.*(?:Z|[+-]\\d{2}:\\d{2})");

    private final TomlScanner in;
    private final TomlStrings strings;
    private int depth;

    TomlValues(@NonNull TomlScanner in) {
        this.in = in;
        this.strings = new TomlStrings(in);
    }

    /** One or more names joined by dots, with the space around them. */
    @NonNull
    List<String> key() throws IOException {
        List<String> parts = new ArrayList<>();
        do {
            if (!parts.isEmpty()) {
                in.skip(1);
            }
            in.skipSpace();
            parts.add(name());
            in.skipSpace();
        } while (in.peek() == '.');
        return parts;
    }

    private String name() throws IOException {
        char c = in.peek();
        if (c == '"' || c == '\'') {
            return strings.oneLine();
        }
        int start = in.position();
        while (isBare(in.peek())) {
            in.next();
        }
        if (in.position() == start) {
            throw in.error(start, "expected a key but found " + in.found());
        }
        return in.since(start);
    }

    private static boolean isBare(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    @NonNull
    TomlValue value() throws IOException {
        in.skipSpace();
        int start = in.position();
        if (++depth > DEPTH_LIMIT) {
            throw in.error(start, "values are nested too deeply");
        }
        try {
            return switch (in.peek()) {
                case '"', '\'' -> new Scalar(strings.read(), start, in.position());
                case '[' -> array();
                case '{' -> inlineTable();
                default -> bare(start);
            };
        } finally {
            depth--;
        }
    }

    private Array array() throws IOException {
        Array array = new Array(false);
        in.expect('[');
        in.skipBlankLines();
        while (in.peek() != ']') {
            array.items().add(value());
            in.skipBlankLines();
            if (in.peek() != ',') {
                break;
            }
            in.skip(1);
            in.skipBlankLines();
        }
        in.expect(']');
        return array;
    }

    private Table inlineTable() throws IOException {
        Table table = new Table(true);
        in.expect('{');
        in.skipBlankLines();
        // Line breaks, comments and a comma at the end are of TOML 1.1.
        while (in.peek() != '}') {
            int at = in.position();
            List<String> key = key();
            in.expect('=');
            TomlValue value = value();
            Table parent = table;
            for (String part : key.subList(0, key.size() - 1)) {
                parent = descend(in, parent, part, at);
            }
            put(in, parent, key.get(key.size() - 1), value, at);
            in.skipBlankLines();
            if (in.peek() != ',') {
                break;
            }
            in.skip(1);
            in.skipBlankLines();
        }
        in.expect('}');
        return table;
    }

    /** The table of a dotted key's part, made when missing. */
    static Table descend(TomlScanner in, Table parent, String name, int at) throws IOException {
        TomlValue value = parent.entries().computeIfAbsent(name, key -> new Table(false));
        if (value instanceof Table table && !table.isInline()) {
            return table;
        }
        throw in.error(at, "key " + name + " is no table");
    }

    static void put(TomlScanner in, Table table, String name, TomlValue value, int at) throws IOException {
        if (table.entries().putIfAbsent(name, value) != null) {
            throw in.error(at, "key " + name + " is defined twice");
        }
    }

    private Scalar bare(int start) throws IOException {
        while (isBare(in.peek()) || in.peek() == '+' || in.peek() == '.' || in.peek() == ':') {
            in.next();
        }
        String text = in.since(start);
        // A date and a time may have a space between them.
        if (text.matches("\\d{4}-\\d{2}-\\d{2}") && in.peek() == ' ') {
            int end = in.position();
            in.skip(1);
            while (isBare(in.peek()) || in.peek() == '+' || in.peek() == '.' || in.peek() == ':') {
                in.next();
            }
            if (TIME.matcher(in.since(start)).matches()) {
                text = in.since(start);
            } else {
                in.skip(end - in.position());
            }
        }
        return new Scalar(scalar(text, start), start, in.position());
    }

    private Object scalar(String text, int start) throws IOException {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (INTEGER.matcher(text).matches()) {
            return integer(text, start);
        }
        if (FLOAT.matcher(text).matches()) {
            String digits = text.replace("_", "");
            return Double.valueOf(digits.replace("inf", "Infinity").replaceFirst("[+-]?nan", "NaN"));
        }
        if (TIME.matcher(text).matches()) {
            return time(text, start);
        }
        throw in.error(
                start, text.isEmpty() ? "expected a value but found " + in.found() : "'" + text + "' is no value");
    }

    /** A moment as such, so that expressions can work with it; a local date or time, which is none, as text. */
    private Object time(String text, int start) throws IOException {
        String normal = text.replace(' ', 'T').toUpperCase(Locale.ROOT).replaceFirst("(\\.\\d{9})\\d+", "$1");
        try {
            if (OFFSET.matcher(normal).matches()) {
                return OffsetDateTime.parse(normal).toZonedDateTime();
            }
            if (normal.indexOf(':') < 0) {
                return LocalDate.parse(normal).toString();
            }
            if (normal.indexOf('T') < 0) {
                LocalTime.parse(normal);
            } else {
                LocalDateTime.parse(normal);
            }
            boolean seconds = normal.indexOf(':') != normal.lastIndexOf(':');
            return seconds ? normal : normal + ":00";
        } catch (DateTimeParseException e) {
            throw in.error(start, "'" + text + "' is no date or time");
        }
    }

    private Long integer(String text, int start) throws IOException {
        String digits = text.replace("_", "");
        try {
            if (digits.startsWith("0x")) {
                return Long.valueOf(digits.substring(2), 16);
            }
            if (digits.startsWith("0o")) {
                return Long.valueOf(digits.substring(2), 8);
            }
            return digits.startsWith("0b") ? Long.valueOf(digits.substring(2), 2) : Long.valueOf(digits);
        } catch (NumberFormatException e) {
            throw in.error(start, text + " is too large");
        }
    }
}
