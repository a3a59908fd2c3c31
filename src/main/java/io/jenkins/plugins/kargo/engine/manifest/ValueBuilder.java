package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.manifest.Value.Scalar;
import io.jenkins.plugins.kargo.engine.manifest.Value.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Composed nodes into values: aliases expanded within a budget, merge keys merged, repeated keys reported. */
final class ValueBuilder {
    private static final int MOST_VALUES = 200_000;
    private static final String MERGE = "<<";
    private static final Set<Tag> CORE =
            Set.of(Tag.STR, Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.NULL, Tag.MAP, Tag.SEQ, Tag.TIMESTAMP);

    private final Problems problems;
    private final Set<Node> open = new HashSet<>();
    private int values;

    ValueBuilder(Problems problems) {
        this.problems = problems;
    }

    /** The file is not worth reading on. */
    static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Position at;

        TooMuchException(Position at, String message) {
            super(message);
            this.at = at;
        }

        Position at() {
            return at;
        }
    }

    Value build(Node node) {
        Position at = YamlReader.position(node);
        if (++values > MOST_VALUES) {
            throw new TooMuchException(
                    at,
                    "the file holds more than " + MOST_VALUES
                            + " values once its aliases are expanded, and is not read");
        }
        if (!node.getTag().equals(YamlReader.PLAIN) && !CORE.contains(node.getTag())) {
            problems.error(at, "", "the tag " + node.getTag() + " is not read here; write the plain value without it");
            return new Scalar(at, "");
        }
        if (node instanceof ScalarNode scalar) {
            return new Scalar(
                    at,
                    node.getTag().equals(Tag.STR) ? scalar.getValue() : PlainScalars.resolve(scalar.getValue()),
                    scalar.getValue());
        }
        if (!open.add(node)) {
            throw new TooMuchException(at, "an alias stands inside of what it refers to");
        }
        Value value = node instanceof SequenceNode sequence ? sequence(at, sequence) : mapping(at, (MappingNode) node);
        open.remove(node);
        return value;
    }

    private Sequence sequence(Position at, SequenceNode node) {
        List<Value> items = new ArrayList<>();
        node.getValue().forEach(item -> items.add(build(item)));
        return new Sequence(at, items);
    }

    private Mapping mapping(Position at, MappingNode node) {
        Map<String, Value> members = new LinkedHashMap<>();
        Map<String, Position> keys = new LinkedHashMap<>();
        List<Mapping> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            Position keyAt = YamlReader.position(tuple.getKeyNode());
            Value value = build(tuple.getValueNode());
            String key = key(tuple.getKeyNode(), keyAt);
            if (key == null) {
                continue;
            }
            if (key.equals(MERGE) && tuple.getKeyNode().getTag().equals(YamlReader.PLAIN)) {
                merged.addAll(merged(keyAt, value));
            } else if (keys.containsKey(key)) {
                problems.error(
                        keyAt,
                        "",
                        Wording.quoted(key) + " is given twice in one mapping, first in line "
                                + keys.get(key).line() + "; keep one");
            } else {
                members.put(key, value);
                keys.put(key, keyAt);
            }
        }
        for (Mapping source : merged) {
            source.members().forEach((key, value) -> {
                if (members.putIfAbsent(key, value) == null) {
                    keys.put(key, source.keyAt(key));
                }
            });
        }
        return new Mapping(at, members, keys);
    }

    /** @return the key as JSON would have it, null (and a problem) when it is none */
    private String key(Node node, Position at) {
        if (node instanceof ScalarNode scalar
                && (node.getTag().equals(YamlReader.PLAIN) || CORE.contains(node.getTag()))) {
            Object key = node.getTag().equals(Tag.STR) ? scalar.getValue() : PlainScalars.resolve(scalar.getValue());
            if (key != null) {
                return key.toString();
            }
        }
        problems.error(at, "", "a key must be a single word or quoted text");
        return null;
    }

    private List<Mapping> merged(Position at, Value value) {
        List<Value> sources = value instanceof Sequence list ? list.items() : List.of(value);
        List<Mapping> mappings = new ArrayList<>();
        for (Value source : sources) {
            if (source instanceof Mapping mapping) {
                mappings.add(mapping);
            } else {
                problems.error(at, "", "<< merges mappings only; found " + Wording.found(source));
            }
        }
        return mappings;
    }
}
