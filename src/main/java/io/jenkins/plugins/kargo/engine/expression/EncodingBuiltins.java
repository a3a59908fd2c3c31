package io.jenkins.plugins.kargo.engine.expression;

import static io.jenkins.plugins.kargo.engine.expression.value.Type.ANY;
import static io.jenkins.plugins.kargo.engine.expression.value.Type.TEXT;

import io.jenkins.plugins.kargo.engine.expression.value.Arguments;
import io.jenkins.plugins.kargo.engine.expression.value.JsonReader;
import io.jenkins.plugins.kargo.engine.expression.value.JsonWriter;
import io.jenkins.plugins.kargo.engine.expression.value.Printer;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.Texts;
import io.jenkins.plugins.kargo.engine.expression.value.TypeNames;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

/** The functions that turn values into text and back. */
final class EncodingBuiltins {
    private EncodingBuiltins() {}

    static Stream<BuiltinFunction> all() {
        return Stream.of(
                BuiltinFunction.of("type", a -> TypeNames.of(a.get(0)), Signature.of(TEXT, ANY)),
                BuiltinFunction.of("string", a -> Printer.print(a.raw(0), a.evaluation()), Signature.of(TEXT, ANY)),
                BuiltinFunction.of(
                        "toJSON", a -> JsonWriter.indented(a.raw(0), a.evaluation()), Signature.of(TEXT, ANY)),
                BuiltinFunction.of(
                        "fromJSON", a -> JsonReader.read(a.text(0), a.evaluation()), Signature.of(ANY, TEXT)),
                BuiltinFunction.of("toBase64", EncodingBuiltins::toBase64, Signature.of(TEXT, TEXT)),
                BuiltinFunction.of("fromBase64", EncodingBuiltins::fromBase64, Signature.of(TEXT, TEXT)));
    }

    private static Object toBase64(Arguments arguments) {
        String text = arguments.text(0);
        arguments.evaluation().text(4L * text.length());
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Object fromBase64(Arguments arguments) {
        String text = arguments.text(0).replace("\n", "").replace("\r", "");
        arguments.evaluation().text(text.length());
        if (text.length() % 4 != 0) {
            throw new ValueException("illegal base64 data: its length is not a multiple of 4");
        }
        try {
            return Texts.decode(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new ValueException("illegal base64 data");
        }
    }
}
