package io.jenkins.plugins.kargo.engine.promotion.step.toml;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a TOML document, and for scalars where it stands. */
abstract class TomlValue {
    /** As values of expressions: LinkedHashMap, ArrayList, String, Long, Double, Boolean or ZonedDateTime. */
    @CheckForNull
    abstract Object plain();

    /** What Kargo calls it in messages. */
    @NonNull
    abstract String kind();

    /** @param start index of its first character; @param end index behind its last one */
    static final class Scalar extends TomlValue {
        private final Object value;
        private final int start;
        private final int end;

        Scalar(@NonNull Object value, int start, int end) {
            this.value = value;
            this.start = start;
            this.end = end;
        }

        int start() {
            return start;
        }

        int end() {
            return end;
        }

        boolean isFloat() {
            return value instanceof Double;
        }

        @Override
        Object plain() {
            return value;
        }

        @Override
        String kind() {
            return "Scalar";
        }
    }

    /** A list: written as one, or grown from array tables. */
    static final class Array extends TomlValue {
        private final List<TomlValue> items = new ArrayList<>();
        private final boolean ofTables;

        Array(boolean ofTables) {
            this.ofTables = ofTables;
        }

        boolean isOfTables() {
            return ofTables;
        }

        List<TomlValue> items() {
            return items;
        }

        @Override
        Object plain() {
            List<Object> list = new ArrayList<>();
            items.forEach(item -> list.add(item.plain()));
            return list;
        }

        @Override
        String kind() {
            return ofTables ? "ArrayTable" : "Array";
        }
    }

    static final class Table extends TomlValue {
        private final Map<String, TomlValue> entries = new LinkedHashMap<>();
        private final boolean inline;
        private boolean defined;

        Table(boolean inline) {
            this.inline = inline;
        }

        Map<String, TomlValue> entries() {
            return entries;
        }

        boolean isInline() {
            return inline;
        }

        boolean isDefined() {
            return defined;
        }

        void define() {
            defined = true;
        }

        @Override
        Object plain() {
            Map<String, Object> map = new LinkedHashMap<>();
            entries.forEach((key, value) -> map.put(key, value.plain()));
            return map;
        }

        @Override
        String kind() {
            return inline ? "InlineTable" : "Table";
        }
    }
}
