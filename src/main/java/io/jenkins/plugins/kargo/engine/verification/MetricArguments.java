package io.jenkins.plugins.kargo.engine.verification;

import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the arguments of an analysis in the place of {@code {{args.name}}} in every text of a metric. */
final class MetricArguments {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final String PREFIX = "args.";

    private final Map<String, String> values;

    MetricArguments(Map<String, String> values) {
        this.values = values;
    }

    /** @throws AnalysisException when a place names an argument that there is not */
    MetricSpec resolve(Metric metric) throws AnalysisException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<String, String> field : metric.fields().entrySet()) {
            fields.put(field.getKey(), resolve(field.getValue()));
        }
        return MetricSpec.of(
                new Metric(resolve(metric.name()), fields, metric.provider(), resolveMap(metric.config())));
    }

    String resolve(String text) throws AnalysisException {
        StringBuilder resolved = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            int close = text.indexOf(CLOSE, open);
            if (close < 0) {
                break;
            }
            String tag = text.substring(open + OPEN.length(), close).trim();
            String value = tag.startsWith(PREFIX) ? values.get(tag.substring(PREFIX.length())) : null;
            if (value == null) {
                throw new AnalysisException("unable to resolve metric arguments: failed to resolve {{" + tag
                        + "}}; there are: "
                        + (values.isEmpty() ? "no args" : PREFIX + String.join(", " + PREFIX, values.keySet())));
            }
            resolved.append(text, from, open).append(value);
            from = close + CLOSE.length();
        }
        return resolved.append(text, from, text.length()).toString();
    }

    private Object resolve(Object value) throws AnalysisException {
        if (value instanceof String text) {
            return resolve(text);
        }
        if (value instanceof Map<?, ?> map) {
            return resolveMap(map);
        }
        if (value instanceof List<?> list) {
            List<Object> resolved = new ArrayList<>();
            for (Object element : list) {
                resolved.add(resolve(element));
            }
            return resolved;
        }
        return value;
    }

    private Map<String, Object> resolveMap(Map<?, ?> map) throws AnalysisException {
        Map<String, Object> resolved = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            resolved.put(entry.getKey().toString(), resolve(entry.getValue()));
        }
        return resolved;
    }
}
