package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.value.Booleans;
import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.FloatText;
import io.jenkins.plugins.kargo.engine.expression.value.JsonReader;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;

/**
 * What Kargo makes of a template's text once its expressions are filled in: a number, boolean, list, map or null where
 * the whole text reads as one, else a string. Text in double quotes is the string between them.
 */
final class Coercion {
    private Coercion() {}

    static Object coerce(String text, Evaluation evaluation) {
        // a block scalar of YAML ends with a line break that must not keep 42 from being a number
        boolean lineBreak = text.endsWith("\n");
        String content = lineBreak ? text.substring(0, text.length() - 1) : text;
        String end = lineBreak ? "\n" : "";
        if (content.length() > 1 && content.startsWith("\"") && content.endsWith("\"")) {
            return content.substring(1, content.length() - 1) + end;
        }
        Double number = FloatText.parse(content);
        if (number != null) {
            return number;
        }
        Boolean bool = Booleans.parse(content);
        return bool != null ? bool : json(content, end, evaluation);
    }

    private static Object json(String content, String end, Evaluation evaluation) {
        try {
            return JsonReader.read(content, evaluation);
        } catch (ValueException e) {
            return content + end;
        }
    }
}
