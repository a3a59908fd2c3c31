package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A mapping with known members. Others are errors that name the nearest known one. Immutable. */
final class Fields implements Shape {
    private final Map<String, Shape> shapes;
    private final List<String> required;
    private final Map<String, String> hints;

    private Fields(Map<String, Shape> shapes, List<String> required, Map<String, String> hints) {
        this.shapes = shapes;
        this.required = required;
        this.hints = hints;
    }

    static Fields none() {
        return new Fields(Map.of(), List.of(), Map.of());
    }

    Fields optional(String name, Shape shape) {
        Map<String, Shape> more = new LinkedHashMap<>(shapes);
        more.put(name, shape);
        return new Fields(more, required, hints);
    }

    Fields required(String name, Shape shape) {
        List<String> more = new ArrayList<>(required);
        more.add(name);
        return new Fields(optional(name, shape).shapes, more, hints);
    }

    /** @param hint what to say of a member that is often tried but not there */
    Fields hint(String name, String hint) {
        Map<String, String> more = new LinkedHashMap<>(hints);
        more.put(name, hint);
        return new Fields(shapes, required, more);
    }

    boolean has(String name) {
        return shapes.containsKey(name);
    }

    @Override
    public void check(Value value, String path, Problems problems) {
        if (!(value instanceof Mapping mapping)) {
            problems.error(
                    value.at(),
                    path,
                    "must be a mapping with "
                            + (required.isEmpty() ? "some of " + names() : String.join(", ", required)) + "; found "
                            + Wording.found(value));
            return;
        }
        for (String name : required) {
            if (!mapping.has(name)) {
                problems.error(mapping.at(), path, "lacks the required field " + name);
            }
        }
        mapping.members().forEach((name, member) -> {
            Shape shape = shapes.get(name);
            if (shape == null) {
                problems.error(mapping.keyAt(name), join(path, name), unknown(name));
            } else {
                shape.check(member, join(path, name), problems);
            }
        });
    }

    private String unknown(String name) {
        if (hints.containsKey(name)) {
            return "there is no such field; " + hints.get(name);
        }
        return shapes.isEmpty()
                ? "there is no such field, and no other one; remove it"
                : "there is no such field" + Wording.didYouMean(name, shapes.keySet()) + " ("
                        + Wording.allowed(shapes.keySet()) + ')';
    }

    private String names() {
        return String.join(", ", shapes.keySet());
    }

    /** The path of a member. */
    static String join(String path, String name) {
        String shown = name.matches("[A-Za-z0-9_-]+") ? name : '"' + name + '"';
        return path.isEmpty() ? shown : path + '.' + shown;
    }
}
