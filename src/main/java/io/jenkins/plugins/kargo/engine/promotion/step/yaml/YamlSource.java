package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.manifest.SeparatingTabs;
import java.io.IOException;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.scanner.ScannerException;

/** A YAML text with the nodes of its first document, and where each stands in the text. */
final class YamlSource {
    private static final int DEPTH_LIMIT = 200;

    /** Where a comment ends for the parser, which is YAML 1.1. */
    private static final String LINE_BREAKS = "\n\r\u0085\u2028\u2029";

    private final String text;

    /** The parser counts code points; null when that is the same as counting chars. */
    private final int[] charIndexes;

    private final Node root;

    private YamlSource(String text, @CheckForNull int[] charIndexes, @CheckForNull Node root) {
        this.text = text;
        this.charIndexes = charIndexes;
        this.root = root;
    }

    /** @throws IOException when the first document is not YAML, with line and column */
    static YamlSource parse(String text) throws IOException {
        try {
            Node root;
            try {
                root = compose(text);
            } catch (ScannerException e) {
                String spaced = SeparatingTabs.asSpaces(text);
                if (spaced.equals(text)) {
                    throw e;
                }
                root = compose(spaced);
            }
            return new YamlSource(text, charIndexes(text), root);
        } catch (YAMLException | IllegalArgumentException e) {
            // The second for a tag that is none.
            throw new IOException("error unmarshaling input: " + e.getMessage(), e);
        }
    }

    @CheckForNull
    private static Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEPTH_LIMIT);
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setAllowRecursiveKeys(false);
        ParserImpl parser = new ParserImpl(new StreamReader(text), options);
        Composer composer = new Composer(parser, new Resolver(), options);
        return composer.checkNode() ? composer.getNode() : null;
    }

    private static int[] charIndexes(String text) {
        int count = text.codePointCount(0, text.length());
        if (count == text.length()) {
            return null;
        }
        int[] indexes = new int[count + 1];
        int at = 0;
        for (int i = 0; i <= count; i++) {
            indexes[i] = at;
            at += at < text.length() && Character.isSupplementaryCodePoint(text.codePointAt(at)) ? 2 : 1;
        }
        return indexes;
    }

    @NonNull
    String text() {
        return text;
    }

    /** Null when there is no document. */
    @CheckForNull
    Node root() {
        return root;
    }

    private int index(Mark mark) {
        return charIndexes == null ? mark.getIndex() : charIndexes[mark.getIndex()];
    }

    /** Where the node begins, with its anchor and tag. */
    int outerStart(Node node) {
        return index(node.getStartMark());
    }

    /** Where the node begins, its anchor and tag left out. */
    int start(Node node) {
        int at = index(node.getStartMark());
        int end = index(node.getEndMark());
        while (at < end && (text.charAt(at) == '&' || text.charAt(at) == '!')) {
            while (at < end && !isSpace(text.charAt(at))) {
                at++;
            }
            at = skipSpace(at, end);
        }
        return at;
    }

    /** For the parser, to which the other spaces of Unicode are text. */
    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || LINE_BREAKS.indexOf(c) >= 0;
    }

    /** Space, line breaks and comments. */
    private int skipSpace(int from, int end) {
        int at = from;
        boolean comment = false;
        while (at < end) {
            char c = text.charAt(at);
            comment = LINE_BREAKS.indexOf(c) < 0 && (comment || c == '#');
            if (!comment && !isSpace(c)) {
                break;
            }
            at++;
        }
        return at;
    }

    /** Where the node's last character has been; line breaks that follow it are not part of it. */
    int end(Node node) {
        if (node instanceof MappingNode mapping
                && isBlock(mapping)
                && !mapping.getValue().isEmpty()) {
            NodeTuple last = mapping.getValue().get(mapping.getValue().size() - 1);
            return entryEnd(last);
        }
        if (node instanceof SequenceNode sequence
                && isBlock(sequence)
                && !sequence.getValue().isEmpty()) {
            Node last = sequence.getValue().get(sequence.getValue().size() - 1);
            return isAlias(last, index(sequence.getStartMark())) ? index(sequence.getEndMark()) : end(last);
        }
        int end = index(node.getEndMark());
        if (node instanceof ScalarNode scalar && isBlockScalar(scalar)) {
            int start = start(node);
            while (end > start && isSpace(text.charAt(end - 1))) {
                end--;
            }
        }
        return end;
    }

    /** Where the value of a key ends, or the alias that stands for it. */
    int entryEnd(NodeTuple entry) {
        int keyEnd = index(entry.getKeyNode().getEndMark());
        return isAlias(entry) ? aliasEnd(keyEnd) : Math.max(keyEnd, end(entry.getValueNode()));
    }

    /** Whether the value is an alias of a node that stands elsewhere. */
    boolean isAlias(NodeTuple entry) {
        return isAlias(entry.getValueNode(), index(entry.getKeyNode().getEndMark()));
    }

    boolean isAlias(Node node, int notBefore) {
        return index(node.getStartMark()) < notBefore;
    }

    /** Where the alias after a key begins. */
    int aliasStart(int keyEnd) {
        return text.indexOf('*', keyEnd);
    }

    int aliasEnd(int keyEnd) {
        int at = aliasStart(keyEnd);
        while (at < text.length() && !isSpace(text.charAt(at)) && ",]}".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    static boolean isBlock(CollectionNode<?> node) {
        return node.getFlowStyle() == FlowStyle.BLOCK;
    }

    static boolean isBlockScalar(ScalarNode node) {
        return node.getScalarStyle() == ScalarStyle.LITERAL || node.getScalarStyle() == ScalarStyle.FOLDED;
    }

    int lineStart(int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    /** Where the line's break stands, or the end of the text; a carriage return belongs to the break. */
    int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        if (end < 0) {
            return text.length();
        }
        return end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /** The first position of the next line, or the end of the text. */
    int nextLine(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }

    int column(int at) {
        return at - lineStart(at);
    }

    @NonNull
    String lineBreak() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }
}
