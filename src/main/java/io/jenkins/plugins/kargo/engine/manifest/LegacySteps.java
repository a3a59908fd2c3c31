package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.manifest.Value.Sequence;
import java.util.ArrayList;
import java.util.List;

/** Finds the steps of a resource, for {@link LegacyStep} to translate. */
final class LegacySteps {
    private LegacySteps() {}

    /**
     * @param holder the way to the mapping that has the steps
     * @param outputs how an expression there names the outputs of earlier steps
     */
    static Mapping translate(Mapping body, List<String> holder, String outputs, Problems problems) {
        return translate(body, holder, 0, outputs, problems);
    }

    private static Mapping translate(
            Mapping mapping, List<String> holder, int depth, String outputs, Problems problems) {
        String key = depth == holder.size() ? "steps" : holder.get(depth);
        Value next = mapping.members().get(key);
        if (depth == holder.size()) {
            return next instanceof Sequence steps
                    ? mapping.with(key, steps(steps, outputs, String.join(".", holder) + ".steps", problems))
                    : mapping;
        }
        return next instanceof Mapping inner
                ? mapping.with(key, translate(inner, holder, depth + 1, outputs, problems))
                : mapping;
    }

    private static Sequence steps(Sequence steps, String outputs, String path, Problems problems) {
        List<Value> translated = new ArrayList<>();
        for (int i = 0; i < steps.items().size(); i++) {
            Value item = steps.items().get(i);
            translated.add(
                    item instanceof Mapping step
                            ? new LegacyStep(outputs, path + '[' + i + ']', problems).translate(step)
                            : item);
        }
        return new Sequence(steps.at(), translated);
    }
}
