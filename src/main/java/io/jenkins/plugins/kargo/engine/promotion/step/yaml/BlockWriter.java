package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Writes maps and lists in block style, indented as the rest of a document is. */
final class BlockWriter {
    private static final int INDENT = 2;

    private final String lineBreak;

    /** How much further than its key a list stands: 0 as kustomize writes it, or more. */
    private final int listIndent;

    BlockWriter(YamlSource source) {
        this.lineBreak = source.lineBreak();
        Integer found = source.root() == null ? null : listIndent(source, source.root());
        this.listIndent = found == null ? 0 : found;
    }

    private static Integer listIndent(YamlSource source, Node node) {
        if (!(node instanceof MappingNode mapping) || !YamlSource.isBlock(mapping)) {
            return null;
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (source.isAlias(entry)) {
                continue;
            }
            if (entry.getValueNode() instanceof SequenceNode list
                    && YamlSource.isBlock(list)
                    && !list.getValue().isEmpty()) {
                return source.column(source.start(list)) - source.column(source.start(entry.getKeyNode()));
            }
            Integer nested = listIndent(source, entry.getValueNode());
            if (nested != null) {
                return nested;
            }
        }
        return null;
    }

    /**
     * A filled map or list on lines of its own.
     *
     * @param column of the key or dash above it, -1 for the top of the document
     * @param item whether it is a dash
     */
    @NonNull
    String block(@NonNull Object value, int column, boolean item) {
        List<String> lines = new ArrayList<>();
        boolean top = column < 0;
        if (value instanceof List<?> list) {
            items(lines, list, top ? 0 : column + (item ? INDENT : listIndent));
        } else {
            entries(lines, (Map<?, ?>) value, top ? 0 : column + INDENT);
        }
        return String.join(lineBreak, lines);
    }

    /** {@code key: value} at the column. */
    @NonNull
    String entry(@NonNull String name, @CheckForNull Object value, int column) {
        List<String> lines = new ArrayList<>();
        entry(lines, name, value, column);
        return String.join(lineBreak, lines);
    }

    /** {@code - value} at the column. */
    @NonNull
    String item(@CheckForNull Object value, int column) {
        List<String> lines = new ArrayList<>();
        items(lines, Collections.singletonList(value), column);
        return String.join(lineBreak, lines);
    }

    private void entries(List<String> lines, Map<?, ?> map, int column) {
        map.forEach((key, value) ->
                entry(lines, YamlScalars.write(String.valueOf(key), ScalarStyle.PLAIN, false), value, column));
    }

    private void entry(List<String> lines, String name, Object value, int column) {
        String start = " ".repeat(column) + name + ':';
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            lines.add(start);
            entries(lines, map, column + INDENT);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            lines.add(start);
            items(lines, list, column + listIndent);
        } else {
            lines.add(start + ' ' + YamlScalars.write(value, ScalarStyle.PLAIN, false));
        }
    }

    private void items(List<String> lines, List<?> list, int column) {
        for (Object item : list) {
            List<String> nested = new ArrayList<>();
            if (item instanceof Map<?, ?> map && !map.isEmpty()) {
                entries(nested, map, column + 2);
            } else if (item instanceof List<?> inner && !inner.isEmpty()) {
                items(nested, inner, column + 2);
            } else {
                nested.add(" ".repeat(column + 2) + YamlScalars.write(item, ScalarStyle.PLAIN, false));
            }
            nested.set(0, " ".repeat(column) + "- " + nested.get(0).substring(column + 2));
            lines.addAll(nested);
        }
    }
}
