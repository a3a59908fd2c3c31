package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.manifest.PlainScalars;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Nodes as plain values. Words without quotes mean what they mean to Kargo; tags beyond YAML's own are ignored; an alias
 * is what it stands for.
 */
final class PlainValues {
    private static final int LIMIT = 1_000_000;

    private final boolean verbatim;
    private int count;

    private PlainValues(boolean verbatim) {
        this.verbatim = verbatim;
    }

    /** @throws IOException when aliases make more than a million values of it, or a value holds itself */
    @CheckForNull
    static Object of(@NonNull Node node) throws IOException {
        return new PlainValues(false).value(node, 0);
    }

    /**
     * As {@link #of}, but scalars other than text and null are {@link Verbatim}, and so is what has a tag of its own such as
     * {@code !Ref}: for writing them elsewhere.
     */
    @CheckForNull
    static Object verbatim(@NonNull Node node) throws IOException {
        return new PlainValues(true).value(node, 0);
    }

    private Object value(Node node, int depth) throws IOException {
        if (++count > LIMIT || depth > 1000) {
            throw new IOException("the document has too many or too deeply nested values");
        }
        if (verbatim
                && node.getTag().startsWith("!")
                && node.getTag().getValue().length() > 1) {
            String untagged = YamlScalars.write(new PlainValues(false).value(node, depth), ScalarStyle.PLAIN, true);
            return new Verbatim(node.getTag().getValue() + ' ' + untagged);
        }
        if (node instanceof MappingNode mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode().getTag().equals(Tag.MERGE)) {
                    mergeInto(map, value(entry.getValueNode(), depth + 1));
                } else {
                    map.put(key(entry.getKeyNode(), depth), value(entry.getValueNode(), depth + 1));
                }
            }
            return map;
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> list = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                list.add(value(item, depth + 1));
            }
            return list;
        }
        return scalar((ScalarNode) node);
    }

    private String key(Node node, int depth) throws IOException {
        return node instanceof ScalarNode scalar ? scalar.getValue() : String.valueOf(value(node, depth + 1));
    }

    private static void mergeInto(Map<String, Object> map, Object merged) {
        if (merged instanceof Map<?, ?> other) {
            other.forEach((key, value) -> map.putIfAbsent(String.valueOf(key), value));
        } else if (merged instanceof List<?> list) {
            list.forEach(item -> mergeInto(map, item));
        }
    }

    private Object scalar(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        boolean bare = node.getScalarStyle() == ScalarStyle.PLAIN && !hasTagOrAnchor(node);
        if (verbatim
                && node.getScalarStyle() == ScalarStyle.PLAIN
                && (!tag.equals(Tag.STR) || (bare && YamlScalars.isReadDifferently(text)))) {
            return new Verbatim(text);
        }
        if (bare && !verbatim) {
            return PlainScalars.resolve(text);
        }
        if (tag.equals(Tag.BOOL)) {
            return List.of("true", "yes", "on").contains(text.toLowerCase(Locale.ROOT));
        }
        if (tag.equals(Tag.INT)) {
            return integer(text);
        }
        if (tag.equals(Tag.FLOAT)) {
            return real(text);
        }
        return text;
    }

    /** Which the parser takes for the beginning of the scalar. */
    private static boolean hasTagOrAnchor(ScalarNode node) {
        Mark start = node.getStartMark();
        return node.getValue().isEmpty()
                || start.getBuffer()[start.getPointer()] != node.getValue().codePointAt(0);
    }

    private static Object integer(String text) {
        String digits = text.replace("_", "");
        try {
            if (digits.contains(":")) {
                return text;
            }
            boolean negative = digits.startsWith("-");
            String unsigned = digits.replaceFirst("^[+-]", "");
            int radix = unsigned.startsWith("0x")
                    ? 16
                    : unsigned.startsWith("0b") ? 2 : unsigned.matches("0[0-7]+") ? 8 : 10;
            BigInteger value = new BigInteger(radix == 16 || radix == 2 ? unsigned.substring(2) : unsigned, radix);
            BigInteger signed = negative ? value.negate() : value;
            return signed.bitLength() < 64 ? (Object) signed.longValue() : (Object) signed.doubleValue();
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static Object real(String text) {
        String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
        if (digits.endsWith(".inf")) {
            return digits.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (digits.endsWith(".nan")) {
            return Double.NaN;
        }
        try {
            return Double.valueOf(digits);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
