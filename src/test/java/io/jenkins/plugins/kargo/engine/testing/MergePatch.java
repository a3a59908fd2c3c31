package io.jenkins.plugins.kargo.engine.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** RFC 7396. */
public final class MergePatch {
    private MergePatch() {}

    /** Changes the target: what is null in the patch goes, objects are merged, and all else is replaced, lists too. */
    public static void apply(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(change -> {
            JsonNode value = change.getValue();
            if (value.isNull()) {
                target.remove(change.getKey());
            } else if (value.isObject() && target.path(change.getKey()).isObject()) {
                apply((ObjectNode) target.get(change.getKey()), value);
            } else if (value.isObject()) {
                apply(target.putObject(change.getKey()), value);
            } else {
                target.set(change.getKey(), value);
            }
        });
    }
}
