package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.manifest.Value.Scalar;
import io.jenkins.plugins.kargo.engine.manifest.Value.Sequence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a value must look like. A check reports everything that is wrong, wherever it stands, and changes nothing. */
@FunctionalInterface
interface Shape {
    void check(Value value, String path, Problems problems);

    /** Anything, nothing included. */
    Shape ANY = (value, path, problems) -> {};

    Shape TEXT = Shape::text;
    Shape FLAG = (value, path, problems) -> {
        if (!(value instanceof Scalar scalar && scalar.content() instanceof Boolean)) {
            problems.error(value.at(), path, "must be true or false; found " + Wording.found(value));
        }
    };
    Shape MAPPING = (value, path, problems) -> {
        if (!(value instanceof Mapping)) {
            problems.error(value.at(), path, "must be a mapping; found " + Wording.found(value));
        }
    };
    /** A number as such or as text, because it may be a placeholder. */
    Shape WHOLE_OR_TEXT = (value, path, problems) -> {
        boolean fits = value instanceof Scalar s && (s.content() instanceof Long || s.content() instanceof String);
        if (!fits) {
            problems.error(value.at(), path, "must be a whole number or text; found " + Wording.found(value));
        }
    };

    private static boolean text(Value value, String path, Problems problems) {
        if (value instanceof Scalar scalar && scalar.content() instanceof String) {
            return true;
        }
        boolean quotable = value instanceof Scalar scalar && scalar.content() != null;
        problems.error(
                value.at(),
                path,
                "must be text; found " + Wording.found(value) + (quotable ? "; put it in quotes" : ""));
        return false;
    }

    static Shape text(Formats.Format format) {
        return (value, path, problems) -> {
            if (text(value, path, problems)) {
                String text = (String) value.plain();
                Optional<String> wanted = format.problem(text);
                wanted.ifPresent(
                        w -> problems.error(value.at(), path, "must be " + w + "; found " + Wording.quoted(text)));
            }
        };
    }

    static Shape oneOf(String... words) {
        List<String> allowed = List.of(words);
        return (value, path, problems) -> {
            if (text(value, path, problems) && !allowed.contains(value.plain())) {
                String text = (String) value.plain();
                problems.error(
                        value.at(),
                        path,
                        "found " + Wording.quoted(text) + Wording.didYouMean(text, allowed) + " ("
                                + Wording.allowed(allowed.stream()
                                        .filter(word -> !word.isEmpty())
                                        .toList())
                                + ')');
            }
        };
    }

    static Shape whole(long least, long most) {
        return (value, path, problems) -> {
            if (!(value instanceof Scalar scalar && scalar.content() instanceof Long number)) {
                problems.error(value.at(), path, "must be a whole number; found " + Wording.found(value));
            } else if (number < least || number > most) {
                problems.error(value.at(), path, "must be between " + least + " and " + most + "; found " + number);
            }
        };
    }

    static Shape listOf(Shape item) {
        return (value, path, problems) -> {
            if (value instanceof Sequence list) {
                for (int i = 0; i < list.items().size(); i++) {
                    item.check(list.items().get(i), path + '[' + i + ']', problems);
                }
            } else {
                problems.error(value.at(), path, "must be a list; found " + Wording.found(value));
            }
        };
    }

    static Shape nonEmptyListOf(Shape item) {
        Shape list = listOf(item);
        return (value, path, problems) -> {
            if (value instanceof Sequence sequence && sequence.items().isEmpty()) {
                problems.error(value.at(), path, "must have at least one item");
            }
            list.check(value, path, problems);
        };
    }

    static Shape mapOf(Shape member) {
        return (value, path, problems) -> {
            MAPPING.check(value, path, problems);
            if (value instanceof Mapping mapping) {
                for (Map.Entry<String, Value> entry : mapping.members().entrySet()) {
                    member.check(entry.getValue(), Fields.join(path, entry.getKey()), problems);
                }
            }
        };
    }

    /** Nothing at all is right, too: Kubernetes reads it so in an object's metadata. */
    static Shape orNothing(Shape shape) {
        return (value, path, problems) -> {
            if (!(value instanceof Scalar scalar && scalar.content() == null)) {
                shape.check(value, path, problems);
            }
        };
    }

    default Shape and(Shape other) {
        return (value, path, problems) -> {
            check(value, path, problems);
            other.check(value, path, problems);
        };
    }
}
