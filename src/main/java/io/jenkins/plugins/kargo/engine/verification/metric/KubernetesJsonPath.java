package io.jenkins.plugins.kargo.engine.verification.metric;

import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.expression.value.JsonPaths;
import io.jenkins.plugins.kargo.engine.verification.AnalysisException;
import java.util.List;

/** A path as kubectl writes it, {@code {$.status.phase}} or {@code {.items[0].name}}: its first match counts. */
final class KubernetesJsonPath {
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
        if (JsonPaths.hasRegularExpression(text)) {
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
            Object found = path.read(document, JsonPaths.configuration());
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
}
