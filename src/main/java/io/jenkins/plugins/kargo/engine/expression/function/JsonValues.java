package io.jenkins.plugins.kargo.engine.expression.function;

import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.JsonReader;
import io.jenkins.plugins.kargo.engine.expression.value.JsonWriter;
import java.util.Map;

/** Stored values as Kargo hands them to expressions: read from JSON, so that every number is a float. */
final class JsonValues {
    private JsonValues() {}

    static Object of(Map<String, ?> values) {
        return JsonReader.read(JsonWriter.compact(values, Evaluation.plain()), Evaluation.plain());
    }
}
