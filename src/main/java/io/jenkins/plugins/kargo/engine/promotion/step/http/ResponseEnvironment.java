package io.jenkins.plugins.kargo.engine.promotion.step.http;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.JsonReader;
import io.jenkins.plugins.kargo.engine.expression.value.Method;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import io.jenkins.plugins.kargo.engine.http.HttpAnswer;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.YamlEditor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What expressions see of an answer: {@code response.status}, {@code response.headers}, {@code response.header(name)}
 * and {@code response.body}, which is a document, a text, or an empty map.
 */
final class ResponseEnvironment {
    private static final Method HEADER = new Method(
            "header",
            Signature.of(Type.TEXT, Type.TEXT),
            (target, arguments) -> ((HttpAnswer) target)
                    .header(String.valueOf(arguments.get(0)))
                    .orElse(""));

    private ResponseEnvironment() {}

    /** @param contentType instead of the one that the answer names; empty for that one */
    @NonNull
    static Environment of(@NonNull HttpAnswer answer, @NonNull String contentType) throws IOException {
        Map<String, Object> headers = new LinkedHashMap<>();
        answer.headers().map().forEach((name, values) -> {
            if (!name.startsWith(":")) {
                headers.put(canonical(name), List.copyOf(values));
            }
        });
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("status", answer.status());
        response.put("headers", headers);
        response.put("header", HEADER.of(answer));
        String declared = contentType.isEmpty() ? answer.header("Content-Type").orElse("") : contentType;
        response.put(
                "body", body(answer.text(), declared.replaceFirst(";.*", "").strip()));
        return Environment.of(Map.of("response", response));
    }

    /** As Go writes names of headers: {@code Content-Type}. */
    private static String canonical(String name) {
        StringBuilder text = new StringBuilder(name.toLowerCase(Locale.ROOT));
        for (int i = 0; i < text.length(); i++) {
            if (i == 0 || text.charAt(i - 1) == '-') {
                text.setCharAt(i, Character.toUpperCase(text.charAt(i)));
            }
        }
        return text.toString();
    }

    @CheckForNull
    private static Object body(String text, String contentType) throws IOException {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (text.isEmpty() || (text.isBlank() && !type.equals("text/plain"))) {
            return Map.of();
        }
        switch (type) {
            case "application/json" -> {
                return parsed("JSON", () -> JsonReader.read(text, Evaluation.plain()));
            }
            case "application/yaml", "text/yaml", "application/x-yaml" -> {
                return parsed("YAML", () -> YamlEditor.of(text).document());
            }
            case "text/plain" -> {
                return text;
            }
            default -> {
                try {
                    return JsonReader.read(text, Evaluation.plain());
                } catch (ValueException e) {
                    // As Kargo: of a page of HTML, say, only status and headers count.
                    return Map.of();
                }
            }
        }
    }

    private interface Parser {
        Object parse() throws IOException;
    }

    private static Object parsed(String format, Parser parser) throws IOException {
        try {
            return parser.parse();
        } catch (IOException | ValueException e) {
            throw new IOException("the body of the response is not " + format + ": " + e.getMessage(), e);
        }
    }
}
