package io.jenkins.plugins.kargo.engine.expression;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.value.Arguments;
import io.jenkins.plugins.kargo.engine.expression.value.Function;
import io.jenkins.plugins.kargo.engine.expression.value.JsonWriter;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.expression.value.YamlWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The functions that every template has. They put their result into quotes, which keep it a string. */
public final class TemplateFunctions {
    /** Names that variables must not have. */
    static final Set<String> RESERVED = Set.of("quote", "asYAML", "asJSON");

    private static final FunctionTable TABLE = FunctionTable.of(Map.of(
            "quote", function(TemplateFunctions::quote),
            "unsafeQuote", function(a -> '"' + JsonWriter.compact(a.raw(0), a.evaluation()) + '"'),
            "asYAML", function(a -> '"' + YamlWriter.write(a.raw(0), a.evaluation()) + '"'),
            "asJSON", function(a -> '"' + JsonWriter.indented(a.raw(0), a.evaluation()) + "\n\"")));

    private TemplateFunctions() {}

    /** {@code quote}, {@code unsafeQuote}, {@code asYAML} and {@code asJSON}. */
    @NonNull
    public static FunctionTable table() {
        return TABLE;
    }

    private static Function function(Function.Body body) {
        return Function.of(List.of(Signature.of(Type.TEXT, Type.ANY)), arguments -> {
            arguments.expect(1, 1);
            return body.call(arguments);
        });
    }

    /**
     * The string itself between quotes. Kargo escapes it as a Go literal and takes away only the quotes, so that a line
     * break arrives as backslash and n; here it arrives as it was.
     */
    private static String quote(Arguments arguments) {
        Object value = arguments.get(0);
        if (value instanceof String text) {
            arguments.evaluation().text(text.length());
            return '"' + text + '"';
        }
        return '"' + JsonWriter.compact(value, arguments.evaluation()) + '"';
    }
}
