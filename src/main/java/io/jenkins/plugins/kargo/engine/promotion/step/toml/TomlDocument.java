package io.jenkins.plugins.kargo.engine.promotion.step.toml;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.step.toml.TomlValue.Array;
import io.jenkins.plugins.kargo.engine.promotion.step.toml.TomlValue.Table;
import java.io.IOException;
import java.util.List;

/** Reads a TOML 1.1 document: tables, array tables and their entries. Values are read by {@link TomlValues}. */
final class TomlDocument {
    private final TomlScanner in;
    private final TomlValues values;
    private final Table root = new Table(false);

    private TomlDocument(String text) {
        in = new TomlScanner(text);
        values = new TomlValues(in);
    }

    /** @throws IOException when the text is not TOML, with line and column */
    @NonNull
    static TomlDocument parse(@NonNull String text) throws IOException {
        TomlDocument document = new TomlDocument(text);
        document.read();
        return document;
    }

    @NonNull
    Table root() {
        return root;
    }

    @NonNull
    Object value() {
        return root.plain();
    }

    private void read() throws IOException {
        Table table = root;
        in.skipBlankLines();
        while (!in.atEnd()) {
            if (in.peek() == '[') {
                table = header();
            } else {
                entry(table);
            }
            in.endOfLine();
            in.skipBlankLines();
        }
    }

    private void entry(Table table) throws IOException {
        int at = in.position();
        List<String> key = values.key();
        in.expect('=');
        TomlValue value = values.value();
        Table parent = table;
        for (String part : key.subList(0, key.size() - 1)) {
            parent = TomlValues.descend(in, parent, part, at);
        }
        TomlValues.put(in, parent, key.get(key.size() - 1), value, at);
    }

    private Table header() throws IOException {
        int at = in.position();
        in.expect('[');
        boolean array = in.peek() == '[';
        if (array) {
            in.expect('[');
        }
        List<String> key = values.key();
        in.expect(']');
        if (array) {
            in.expectNext(']');
        }
        Table parent = root;
        for (String part : key.subList(0, key.size() - 1)) {
            parent = intermediate(parent, part, at);
        }
        String last = key.get(key.size() - 1);
        return array ? newItem(parent, last, at) : table(parent, last, at);
    }

    /** A table on the way to another: made when missing, and of an array of tables the last. */
    private Table intermediate(Table parent, String name, int at) throws IOException {
        TomlValue value = parent.entries().computeIfAbsent(name, key -> new Table(false));
        if (value instanceof Array array && array.isOfTables()) {
            return (Table) array.items().get(array.items().size() - 1);
        }
        if (value instanceof Table table && !table.isInline()) {
            return table;
        }
        throw in.error(at, "key " + name + " is no table");
    }

    private Table table(Table parent, String name, int at) throws IOException {
        TomlValue value = parent.entries().computeIfAbsent(name, key -> new Table(false));
        if (!(value instanceof Table table) || table.isInline() || table.isDefined()) {
            throw in.error(at, "table " + name + " is defined twice");
        }
        table.define();
        return table;
    }

    private Table newItem(Table parent, String name, int at) throws IOException {
        TomlValue value = parent.entries().computeIfAbsent(name, key -> new Array(true));
        if (!(value instanceof Array array) || !array.isOfTables()) {
            throw in.error(at, "key " + name + " is no array of tables");
        }
        Table table = new Table(false);
        table.define();
        array.items().add(table);
        return table;
    }
}
