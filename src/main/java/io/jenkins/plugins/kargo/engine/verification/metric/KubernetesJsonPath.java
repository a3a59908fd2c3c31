package io.jenkins.plugins.kargo.engine.verification.metric;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.TypeRef;
import com.jayway.jsonpath.spi.json.AbstractJsonProvider;
import com.jayway.jsonpath.spi.mapper.MappingProvider;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.verification.AnalysisException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** A path as kubectl writes it, {@code {$.status.phase}} or {@code {.items[0].name}}: its first match counts. */
final class KubernetesJsonPath {
    /** Own providers, because the library's default ones need further libraries that Jenkins may not have. */
    private static final Configuration CONFIGURATION = Configuration.builder()
            .jsonProvider(new PlainProvider())
            .mappingProvider(new NoMapping())
            .build();

    private final String source;
    private final JsonPath path;

    private KubernetesJsonPath(String source, JsonPath path) {
        this.source = source;
        this.path = path;
    }

    /** @param source empty for the whole document */
    static KubernetesJsonPath parse(String source) throws AnalysisException {
        String text = source.isBlank() ? "{$}" : source.trim();
        if (text.startsWith("{")) {
            int end = text.indexOf('}');
            if (end < 0) {
                throw new AnalysisException("jsonPath \"" + source + "\": the closing brace is missing");
            }
            text = text.substring(1, end).trim();
        }
        if (text.contains("=~")) {
            throw new AnalysisException("jsonPath \"" + source + "\": regular expressions are not possible in a path");
        }
        try {
            return new KubernetesJsonPath(source, JsonPath.compile(rooted(text)));
        } catch (JsonPathException | IllegalArgumentException e) {
            throw new AnalysisException(
                    "jsonPath \"" + source + "\" is no path such as {$.data.ok}: " + e.getMessage());
        }
    }

    private static String rooted(String text) {
        if (text.startsWith("@")) {
            return "$" + text.substring(1);
        }
        if (text.startsWith("$")) {
            return text;
        }
        return text.startsWith(".") || text.startsWith("[") ? "$" + text : "$." + text;
    }

    /** @throws AnalysisException when nothing matches */
    @CheckForNull
    Object first(@CheckForNull Object document) throws AnalysisException {
        if (document == null) {
            return null;
        }
        try {
            Object found = path.read(document, CONFIGURATION);
            if (path.isDefinite()) {
                return found;
            }
            List<?> matches = (List<?>) found;
            if (!matches.isEmpty()) {
                return matches.get(0);
            }
        } catch (JsonPathException e) {
            throw new AnalysisException("Could not find JSONPath " + source + " in body: " + e.getMessage());
        }
        throw new AnalysisException("Could not find JSONPath " + source + " in body");
    }

    /** Maps and lists, already read. */
    private static final class PlainProvider extends AbstractJsonProvider {
        @Override
        public Object parse(String json) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object parse(InputStream json, String charset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String toJson(Object value) {
            return String.valueOf(value);
        }

        @Override
        public Object createArray() {
            return new ArrayList<>();
        }

        @Override
        public Object createMap() {
            return new LinkedHashMap<>();
        }
    }

    private static final class NoMapping implements MappingProvider {
        @Override
        public <T> T map(Object source, Class<T> target, Configuration configuration) {
            return target.cast(source);
        }

        @Override
        public <T> T map(Object source, TypeRef<T> target, Configuration configuration) {
            throw new UnsupportedOperationException();
        }
    }
}
