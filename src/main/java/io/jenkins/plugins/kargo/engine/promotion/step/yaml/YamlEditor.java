package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.step.common.KeyPath;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.TextEdits.Place;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Sets, adds and removes values of any kind in a YAML text's first document, and keeps the rest of the text: comments,
 * order, indentation, quotes. Each change is applied before the next; not for use by several threads.
 */
public final class YamlEditor {
    private YamlSource source;
    private TextEdits edits;

    private YamlEditor(YamlSource source) {
        this.source = source;
        this.edits = new TextEdits(source);
    }

    /** @throws IOException when the first document is not YAML */
    @NonNull
    public static YamlEditor of(@NonNull String text) throws IOException {
        return new YamlEditor(YamlSource.parse(text));
    }

    @NonNull
    public String text() {
        return source.text();
    }

    /** The document as plain values: LinkedHashMap, ArrayList, String, Long, Double, Boolean or null. */
    @CheckForNull
    public Object document() throws IOException {
        return source.root() == null ? null : PlainValues.of(source.root());
    }

    /** The document for merging it into another: numbers and the like keep the way in which they are written. */
    @CheckForNull
    Object verbatimDocument() throws IOException {
        return source.root() == null ? null : PlainValues.verbatim(source.root());
    }

    /**
     * Sets the value at a key, as Kargo's UpdateField: what is missing on the way is created, {@code -1} and any index past
     * the end append to a list, a nested key goes through aliases to what they stand for.
     */
    @NonNull
    public YamlEditor set(@NonNull String key, @CheckForNull Object value) throws IOException {
        List<String> parts = KeyPath.parse(key).parts();
        if (source.root() == null) {
            edits.addDocument(nested(parts, value));
        } else {
            set(source.root(), parts, value);
        }
        return applied();
    }

    /** Merges a map into the document: maps key by key, null removes a key, anything else replaces what is there. */
    @NonNull
    public YamlEditor merge(@NonNull Map<String, Object> patch) throws IOException {
        if (!(source.root() instanceof MappingNode mapping)) {
            throw new IOException("only a map can be merged into");
        }
        merge(mapping, patch, Place.TOP);
        return applied();
    }

    /** Takes a key out of its map, if it is there. */
    @NonNull
    public YamlEditor remove(@NonNull String key) throws IOException {
        List<String> parts = KeyPath.parse(key).parts();
        Node node = source.root();
        Place place = Place.TOP;
        for (String part : parts.subList(0, parts.size() - 1)) {
            if (node instanceof MappingNode mapping && entry(mapping, part) != null) {
                place = edits.placeOf(mapping, entry(mapping, part));
                node = entry(mapping, part).getValueNode();
            } else if (node instanceof SequenceNode sequence
                    && ListIndex.parse(part) < sequence.getValue().size()) {
                Node item = sequence.getValue().get(ListIndex.parse(part));
                place = edits.placeOf(sequence, item);
                node = item;
            } else {
                return this;
            }
        }
        String last = parts.get(parts.size() - 1);
        NodeTuple entry = node instanceof MappingNode mapping ? entry(mapping, last) : null;
        if (entry != null) {
            MappingNode mapping = (MappingNode) node;
            if (mapping.getValue().size() == 1) {
                edits.rewrite(mapping, Map.of(), place);
            } else {
                edits.removeEntry(mapping, entry);
            }
        }
        return applied();
    }

    /** Puts an item before the one that has the index now, or at the end. */
    @NonNull
    public YamlEditor insert(@NonNull String listKey, int index, @NonNull Object item) throws IOException {
        Node node = source.root();
        for (String part : KeyPath.parse(listKey).parts()) {
            NodeTuple entry = node instanceof MappingNode mapping ? entry(mapping, part) : null;
            node = entry == null ? null : entry.getValueNode();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw new IOException(listKey + " is not a list");
        }
        edits.addItem(sequence, index, item);
        return applied();
    }

    private YamlEditor applied() throws IOException {
        source = YamlSource.parse(edits.apply());
        edits = new TextEdits(source);
        return this;
    }

    private void set(Node node, List<String> parts, Object value) throws IOException {
        String part = parts.get(0);
        List<String> rest = parts.subList(1, parts.size());
        if (node instanceof MappingNode mapping) {
            NodeTuple entry = entry(mapping, part);
            if (entry == null) {
                edits.addEntry(mapping, part, nested(rest, value));
            } else if (!rest.isEmpty() && !(entry.getValueNode() instanceof ScalarNode)) {
                set(entry.getValueNode(), rest, value);
            } else {
                replaceEntry(mapping, entry, nested(rest, value));
            }
        } else if (node instanceof SequenceNode sequence) {
            int index = ListIndex.parse(part);
            List<Node> items = sequence.getValue();
            if (index < 0 || index >= items.size()) {
                edits.addItem(sequence, items.size(), nested(rest, value));
            } else if (!rest.isEmpty() && !(items.get(index) instanceof ScalarNode)) {
                set(items.get(index), rest, value);
            } else {
                replace(items.get(index), nested(rest, value), edits.placeOf(sequence, items.get(index)));
            }
        } else {
            replace(node, nested(parts, value), Place.TOP);
        }
    }

    private static Object nested(List<String> parts, Object value) {
        Object result = value;
        for (int i = parts.size() - 1; i >= 0; i--) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put(parts.get(i), result);
            result = map;
        }
        return result;
    }

    private void merge(MappingNode mapping, Map<?, ?> patch, Place place) {
        if (mapping.getValue().stream()
                .allMatch(entry -> patch.containsKey(key(entry)) && patch.get(key(entry)) == null)) {
            edits.rewrite(mapping, withoutNulls(patch), place);
            return;
        }
        for (Map.Entry<?, ?> change : patch.entrySet()) {
            String key = String.valueOf(change.getKey());
            NodeTuple entry = entry(mapping, key);
            Object value = change.getValue();
            if (entry == null) {
                continue;
            }
            if (value == null) {
                edits.removeEntry(mapping, entry);
            } else if (value instanceof Map<?, ?> map
                    && entry.getValueNode() instanceof MappingNode child
                    && !source.isAlias(entry)) {
                merge(child, map, edits.placeOf(mapping, entry));
            } else {
                replaceEntry(mapping, entry, withoutNulls(value));
            }
        }
        // What is added to this map comes after what is added to the values in it.
        patch.forEach((key, value) -> {
            if (value != null && entry(mapping, String.valueOf(key)) == null) {
                edits.addEntry(mapping, String.valueOf(key), withoutNulls(value));
            }
        });
    }

    /** A key that is to be removed where there is none is not written. */
    private static Object withoutNulls(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, Object> kept = new LinkedHashMap<>();
        map.forEach((key, child) -> {
            if (child != null) {
                kept.put(String.valueOf(key), withoutNulls(child));
            }
        });
        return kept;
    }

    /** Null for a key that is not a scalar. */
    @CheckForNull
    private static String key(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode name ? name.getValue() : null;
    }

    @CheckForNull
    private static NodeTuple entry(MappingNode mapping, String key) {
        for (NodeTuple entry : mapping.getValue()) {
            if (key.equals(key(entry))) {
                return entry;
            }
        }
        return null;
    }

    private void replaceEntry(MappingNode mapping, NodeTuple entry, Object value) {
        if (source.isAlias(entry)) {
            edits.replaceAlias(mapping, entry, value);
        } else {
            replace(entry.getValueNode(), value, edits.placeOf(mapping, entry));
        }
    }

    /** Keeps the lines, and so the comments, of what stays in a map or list. */
    private void replace(Node node, Object value, Place place) {
        if (node instanceof MappingNode mapping && value instanceof Map<?, ?> map) {
            replaceEntries(mapping, map, place);
        } else if (node instanceof SequenceNode sequence && value instanceof List<?> list && !list.isEmpty()) {
            replaceItems(sequence, list, place);
        } else {
            edits.rewrite(node, value, place);
        }
    }

    private void replaceEntries(MappingNode mapping, Map<?, ?> map, Place place) {
        if (mapping.getValue().stream().noneMatch(entry -> map.containsKey(key(entry)))) {
            edits.rewrite(mapping, map, place);
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (map.containsKey(key(entry))) {
                replaceEntry(mapping, entry, map.get(key(entry)));
            } else {
                edits.removeEntry(mapping, entry);
            }
        }
        map.forEach((key, value) -> {
            if (entry(mapping, String.valueOf(key)) == null) {
                edits.addEntry(mapping, String.valueOf(key), value);
            }
        });
    }

    private void replaceItems(SequenceNode sequence, List<?> list, Place place) {
        List<Node> items = sequence.getValue();
        if (items.isEmpty()) {
            edits.rewrite(sequence, list, place);
            return;
        }
        int common = Math.min(list.size(), items.size());
        for (int i = 0; i < common; i++) {
            replace(items.get(i), list.get(i), edits.placeOf(sequence, items.get(i)));
        }
        for (int i = common; i < list.size(); i++) {
            edits.addItem(sequence, items.size(), list.get(i));
        }
        for (int i = common; i < items.size(); i++) {
            edits.removeItem(sequence, i);
        }
    }
}
