package io.jenkins.plugins.kargo.engine.promotion.step.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A value of a JSON text and where it stands.
 *
 * @param start index of its first character
 * @param end index behind its last one
 * @param names of an object's members, in order; null for an array, empty for a scalar
 * @param children members or items, in order
 */
record JsonSpan(
        int start, int end, boolean container, @CheckForNull List<String> names, List<JsonSpan> children) {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(500)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** @throws IOException when the text is not one JSON value */
    @NonNull
    static JsonSpan parse(@NonNull String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            if (parser.currentToken() == null) {
                throw new IOException("there is no JSON value");
            }
            JsonSpan root = read(parser);
            if (parser.nextToken() != null) {
                throw new IOException("there is more than one JSON value");
            }
            return root;
        }
    }

    private static JsonSpan read(JsonParser parser) throws IOException {
        int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
        JsonToken token = parser.currentToken();
        List<JsonSpan> children = new ArrayList<>();
        if (token == JsonToken.START_OBJECT) {
            List<String> names = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                names.add(parser.currentName());
                parser.nextToken();
                children.add(read(parser));
            }
            return new JsonSpan(start, end(parser), true, names, children);
        }
        if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                children.add(read(parser));
            }
            return new JsonSpan(start, end(parser), true, null, children);
        }
        // Jackson reads text and numbers only when they are asked for.
        int length = token == JsonToken.VALUE_STRING ? 0 : parser.getTextLength();
        parser.finishToken();
        int end = token == JsonToken.VALUE_STRING ? end(parser) : start + length;
        return new JsonSpan(start, end, false, List.of(), children);
    }

    private static int end(JsonParser parser) {
        return Math.toIntExact(parser.currentLocation().getCharOffset());
    }

    boolean isObject() {
        return container && names != null;
    }

    boolean isArray() {
        return container && names == null;
    }

    /** The last member of that name, which counts; null when there is none. */
    @CheckForNull
    JsonSpan member(@NonNull String name) {
        int index = names == null ? -1 : names.lastIndexOf(name);
        return index < 0 ? null : children.get(index);
    }
}
