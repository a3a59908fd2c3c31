package io.jenkins.plugins.kargo.engine.promotion.step.diff;

import io.jenkins.plugins.kargo.engine.model.RenderedDiff.FieldChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The fields in which two plain values differ, the first of them. */
final class FieldChanges {
    private static final int MAX_FIELDS = 10;
    private static final int MAX_VALUE = 200;
    private static final int MAX_DEPTH = 50;

    private final boolean hidden;
    private final ArrayList<FieldChange> changes = new ArrayList<>();

    private FieldChanges(boolean hidden) {
        this.hidden = hidden;
    }

    /** @param hidden whether values are not to be shown */
    static ArrayList<FieldChange> of(Object before, Object after, boolean hidden) {
        FieldChanges changes = new FieldChanges(hidden);
        changes.compare("", before, after, 0);
        return changes.changes;
    }

    private void compare(String path, Object before, Object after, int depth) {
        if (changes.size() == MAX_FIELDS || Objects.equals(before, after)) {
            return;
        }
        if (depth < MAX_DEPTH && before instanceof Map<?, ?> one && after instanceof Map<?, ?> other) {
            Set<Object> keys = new LinkedHashSet<>(one.keySet());
            keys.addAll(other.keySet());
            for (Object key : keys) {
                compare(member(path, String.valueOf(key)), one.get(key), other.get(key), depth + 1);
            }
        } else if (depth < MAX_DEPTH
                && before instanceof List<?> one
                && after instanceof List<?> other
                && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                compare(path + '[' + i + ']', one.get(i), other.get(i), depth + 1);
            }
        } else {
            changes.add(new FieldChange(path, shown(before), shown(after)));
        }
    }

    private static String member(String path, String key) {
        boolean plain = key.matches("[A-Za-z0-9_-]+");
        String member = plain ? key : "['" + key + "']";
        return path.isEmpty() ? member : plain ? path + '.' + member : path + member;
    }

    private String shown(Object value) {
        if (value == null || hidden) {
            return null;
        }
        String text = value.toString();
        return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "…";
    }
}
