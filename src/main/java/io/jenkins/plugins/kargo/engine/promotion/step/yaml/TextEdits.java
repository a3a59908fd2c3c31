package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Changes of a YAML text, collected against its nodes and then applied together; none lies inside another. */
final class TextEdits {
    /**
     * Where a value stands.
     *
     * @param after the position behind its key's colon or its item's dash, -1 at the top of the document
     * @param column of the key or dash, -1 at the top
     * @param item whether it is an item of a list
     * @param flow whether it stands inside brackets or braces
     */
    record Place(int after, int column, boolean item, boolean flow) {
        static final Place TOP = new Place(-1, -1, false, false);
    }

    private static final Pattern COMMENT = Pattern.compile("(?:^|[ \\t])#.*");

    private record Edit(int start, int end, String text) {}

    private final YamlSource source;
    private final BlockWriter writer;
    private final List<Edit> edits = new ArrayList<>();

    TextEdits(YamlSource source) {
        this.source = source;
        this.writer = new BlockWriter(source);
    }

    @NonNull
    String apply() {
        edits.sort(Comparator.comparingInt(Edit::start));
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (Edit edit : edits) {
            text.append(source.text(), at, Math.max(at, edit.start)).append(edit.text);
            at = Math.max(at, edit.end);
        }
        return text.append(source.text(), at, source.text().length()).toString();
    }

    @NonNull
    Place placeOf(MappingNode mapping, NodeTuple entry) {
        int keyEnd = source.end(entry.getKeyNode());
        int colon = source.text().indexOf(':', keyEnd);
        return new Place(colon + 1, source.column(source.start(entry.getKeyNode())), false, isFlow(mapping));
    }

    @NonNull
    Place placeOf(SequenceNode sequence, Node item) {
        return new Place(source.start(item), source.column(source.start(sequence)), true, isFlow(sequence));
    }

    static boolean isFlow(CollectionNode<?> node) {
        return !YamlSource.isBlock(node);
    }

    /** A document for a text that has none. */
    void addDocument(Object value) {
        String text = source.text();
        String separator = text.isEmpty() || text.endsWith("\n") ? "" : source.lineBreak();
        add(text.length(), text.length(), separator + writer.block(value, -1, false) + source.lineBreak());
    }

    void replaceAlias(MappingNode mapping, NodeTuple entry, @CheckForNull Object value) {
        int keyEnd = source.end(entry.getKeyNode());
        String text = YamlScalars.write(value, ScalarStyle.PLAIN, isFlow(mapping));
        add(source.aliasStart(keyEnd), source.aliasEnd(keyEnd), text);
    }

    /** Puts a value in the place of another, whatever the two are. */
    void rewrite(Node node, @CheckForNull Object value, Place place) {
        int start = source.start(node);
        int end = source.end(node);
        boolean ownLines = node instanceof CollectionNode<?> collection
                && YamlSource.isBlock(collection)
                && place.after >= 0
                && source.lineEnd(place.after) < start;
        boolean block = !place.flow && isFilled(value);
        if (place.after < 0) {
            add(start, end, block ? writer.block(value, -1, false) : inline(node, value, place));
        } else if (ownLines && block) {
            addLines(start, end, source.lineBreak() + writer.block(value, place.column, place.item));
        } else if (ownLines) {
            int at = endOfFirstLine(place.after);
            add(at, at, ' ' + inline(node, value, place));
            addLines(start, end, "");
        } else if (block) {
            blockBehindKey(start, end, writer.block(value, place.column, place.item));
        } else {
            boolean space = start == end && !YamlSource.isSpace(source.text().charAt(start - 1));
            add(start, end, space ? ' ' + inline(node, value, place) : inline(node, value, place));
        }
    }

    private static String inline(Node node, Object value, Place place) {
        ScalarStyle before = node instanceof ScalarNode scalar ? scalar.getScalarStyle() : ScalarStyle.PLAIN;
        return YamlScalars.write(value, before, place.flow);
    }

    private static boolean isFilled(Object value) {
        return (value instanceof Map<?, ?> map && !map.isEmpty()) || (value instanceof List<?> list && !list.isEmpty());
    }

    /** Behind the colon and what belongs to the value, such as an anchor, but before a comment. */
    private int endOfFirstLine(int after) {
        String line = source.text().substring(after, source.lineEnd(after));
        return after + COMMENT.matcher(line).replaceFirst("").stripTrailing().length();
    }

    /** The block begins on a line of its own; a comment behind what it replaces stays. */
    private void blockBehindKey(int start, int end, String block) {
        int from = start;
        while (from > 0
                && (source.text().charAt(from - 1) == ' ' || source.text().charAt(from - 1) == '\t')) {
            from--;
        }
        int lineEnd = source.lineEnd(end);
        if (source.text().substring(end, lineEnd).strip().startsWith("#")) {
            add(from, end, "");
            add(lineEnd, lineEnd, source.lineBreak() + block);
        } else {
            add(from, end, source.lineBreak() + block);
        }
    }

    void addEntry(MappingNode mapping, String key, @CheckForNull Object value) {
        String name = YamlScalars.write(key, ScalarStyle.PLAIN, isFlow(mapping));
        if (isFlow(mapping)) {
            addToFlow(mapping, name + ": " + YamlScalars.write(value, ScalarStyle.PLAIN, true));
            return;
        }
        List<NodeTuple> entries = mapping.getValue();
        int column = source.column(source.start(entries.get(0).getKeyNode()));
        addLine(source.entryEnd(entries.get(entries.size() - 1)), writer.entry(name, value, column));
    }

    void addItem(SequenceNode sequence, int index, @CheckForNull Object item) {
        List<Node> items = sequence.getValue();
        if (isFlow(sequence) || items.isEmpty()) {
            String text = YamlScalars.write(item, ScalarStyle.PLAIN, true);
            if (index < items.size() && !source.isAlias(items.get(index), source.start(sequence))) {
                int at = source.outerStart(items.get(index));
                add(at, at, text + ", ");
            } else {
                addToFlow(sequence, text);
            }
            return;
        }
        String lines = writer.item(item, source.column(source.start(sequence)));
        if (index >= items.size()) {
            addLine(source.end(sequence), lines);
        } else {
            int at = source.lineStart(source.start(items.get(index)));
            add(at, at, lines + source.lineBreak());
        }
    }

    private void addLine(int end, String lines) {
        int at = source.lineEnd(end);
        add(at, at, source.lineBreak() + lines);
    }

    private void addToFlow(CollectionNode<?> node, String text) {
        int at = source.end(node) - 1;
        while (at > 0 && YamlSource.isSpace(source.text().charAt(at - 1))) {
            at--;
        }
        boolean comma = !node.getValue().isEmpty() && source.text().charAt(at - 1) != ',';
        add(at, at, (comma ? ", " : node.getValue().isEmpty() ? "" : " ") + text);
    }

    /** For one of several entries. */
    void removeEntry(MappingNode mapping, NodeTuple entry) {
        List<NodeTuple> entries = mapping.getValue();
        int index = entries.indexOf(entry);
        int start = source.start(entry.getKeyNode());
        int end = source.entryEnd(entry);
        boolean last = index == entries.size() - 1;
        if (isFlow(mapping) && last) {
            add(source.entryEnd(entries.get(index - 1)), end, "");
        } else if (!isFlow(mapping)
                && source.text().substring(source.lineStart(start), start).isBlank()) {
            addLines(start, end, "");
        } else {
            // In braces, or on the line of a dash: the next key takes its place.
            add(start, source.start(entries.get(index + 1).getKeyNode()), "");
        }
    }

    /** For an item that is not the first. */
    void removeItem(SequenceNode sequence, int index) {
        Node item = sequence.getValue().get(index);
        if (isFlow(sequence)) {
            add(source.end(sequence.getValue().get(index - 1)), source.end(item), "");
        } else {
            addLines(source.start(item), source.end(item), "");
        }
    }

    /** In the place of whole lines, and of the break before them: something may be added where they end. */
    private void addLines(int start, int end, String text) {
        int from = source.lineStart(start);
        if (from == 0) {
            add(0, source.nextLine(end), text);
        } else {
            add(source.lineEnd(source.lineStart(from - 1)), source.lineEnd(end), text);
        }
    }

    private void add(int start, int end, String text) {
        edits.add(new Edit(start, end, text));
    }
}
