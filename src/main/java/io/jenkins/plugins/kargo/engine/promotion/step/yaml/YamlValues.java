package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.step.common.KeyPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Sets scalars of a YAML text's first document. Only the bytes of a scalar change: comments, quotes, indentation, line
 * breaks, flow collections and further documents stay as they are.
 */
public final class YamlValues {
    private YamlValues() {}

    /** @param value text, number, boolean or null; a list or map is written in flow style */
    public record Update(@NonNull String key, @CheckForNull Object value) {}

    /** Where a scalar stands, counted from 0. */
    record Position(int line, int column) {}

    private record Found(ScalarNode node, boolean flow) {}

    private record Change(int start, int end, String text) {}

    /**
     * Of several updates of one key the last counts.
     *
     * @throws IOException when the text is not YAML, a key is not there or is not a scalar, or a value cannot be written
     */
    @NonNull
    public static String set(@NonNull String text, @NonNull List<Update> updates) throws IOException {
        YamlSource source = YamlSource.parse(text);
        String edited = edit(source, updates, false);
        if (!isReadBack(edited, updates)) {
            // Text that is plain in one place is not in another; quotes are right wherever a scalar may stand.
            edited = edit(source, updates, true);
            check(edited, updates);
        }
        return edited;
    }

    private static String edit(YamlSource source, List<Update> updates, boolean quote) throws IOException {
        Map<Integer, Change> changes = new HashMap<>();
        for (Update update : updates) {
            Found found = find(source, update.key());
            changes.put(source.start(found.node), change(source, found, update.value(), quote));
        }
        List<Change> backwards = new ArrayList<>(changes.values());
        backwards.sort((a, b) -> Integer.compare(b.start, a.start));
        StringBuilder edited = new StringBuilder(source.text());
        for (Change change : backwards) {
            edited.replace(change.start, change.end, change.text);
        }
        return edited.toString();
    }

    private static Change change(YamlSource source, Found found, Object value, boolean quote) {
        int start = source.start(found.node);
        int end = source.end(found.node);
        ScalarStyle style = quote ? ScalarStyle.DOUBLE_QUOTED : found.node.getScalarStyle();
        String written = YamlScalars.write(value, style, found.flow);
        boolean needsSpace =
                start == end && start > 0 && !YamlSource.isSpace(source.text().charAt(start - 1));
        return new Change(start, end, needsSpace ? ' ' + written : written);
    }

    private static boolean isReadBack(String edited, List<Update> updates) {
        try {
            check(edited, updates);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads the values back: what a parser would see otherwise is never written to a file. */
    private static void check(String edited, List<Update> updates) throws IOException {
        Map<String, Object> last = new HashMap<>();
        updates.forEach(update -> last.put(update.key(), update.value()));
        YamlSource source = null;
        for (Map.Entry<String, Object> update : last.entrySet()) {
            Object value = update.getValue();
            if (value instanceof List || value instanceof Map) {
                continue;
            }
            try {
                source = source == null ? YamlSource.parse(edited) : source;
                ScalarNode node = find(source, update.getKey()).node;
                if (isSame(node, value)) {
                    continue;
                }
            } catch (IOException e) {
                throw new IOException("the value of key " + update.getKey() + " cannot be written where it stands", e);
            }
            throw new IOException("the value of key " + update.getKey() + " cannot be written where it stands");
        }
    }

    private static boolean isSame(ScalarNode node, Object value) {
        if (value instanceof String) {
            // A tag such as !!int or !Ref that stands before the value stays, and is the author's.
            boolean text =
                    node.getTag().equals(Tag.STR) || node.getScalarStyle() != ScalarStyle.PLAIN || !isPlainTag(node);
            return text && node.getValue().equals(value);
        }
        return node.getValue().equals(YamlScalars.write(value, ScalarStyle.PLAIN, false));
    }

    private static boolean isPlainTag(ScalarNode node) {
        return List.of(Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE)
                .contains(node.getTag());
    }

    static Position position(String text, String key) throws IOException {
        YamlSource source = YamlSource.parse(text);
        int start = source.start(find(source, key).node);
        int line = (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
        return new Position(line, source.column(start));
    }

    private static Found find(YamlSource source, String key) throws IOException {
        Node node = source.root();
        boolean flow = false;
        try {
            for (String part : KeyPath.parse(key).parts()) {
                flow |= node instanceof CollectionNode<?> c && !YamlSource.isBlock(c);
                node = child(source, node, part);
            }
        } catch (IOException e) {
            throw new IOException("error finding key " + key + ": " + e.getMessage(), e);
        }
        if (node instanceof ScalarNode scalar) {
            return new Found(scalar, flow);
        }
        throw new IOException("error finding key " + key + ": key path does not address a scalar node");
    }

    private static Node child(YamlSource source, Node node, String part) throws IOException {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(part)) {
                    if (source.isAlias(entry)) {
                        throw new IOException("key path not found: \"" + part
                                + "\" is an alias, and what it stands for is not changed here");
                    }
                    return entry.getValueNode();
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            return item(source, sequence, part);
        }
        throw new IOException("key path not found");
    }

    private static Node item(YamlSource source, SequenceNode sequence, String part) throws IOException {
        int index;
        try {
            index = Integer.parseInt(part);
        } catch (NumberFormatException e) {
            throw new IOException("\"" + part + "\" is not the number of an item in a list", e);
        }
        if (index < 0 || index >= sequence.getValue().size()) {
            throw new IOException("key path not found: the list has "
                    + sequence.getValue().size() + " items, counted from 0, and no item " + index);
        }
        Node item = sequence.getValue().get(index);
        if (source.isAlias(item, source.start(sequence))) {
            throw new IOException(
                    "key path not found: item " + index + " is an alias, and what it stands for is not changed here");
        }
        return item;
    }
}
