package io.jenkins.plugins.kargo.engine.discovery.generic;

import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.PathNotFoundException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.value.JsonPaths;
import java.io.IOException;
import java.util.List;

/** A JSONPath into an answer. */
final class ValuePath {
    private final String source;
    private final JsonPath path;

    private ValuePath(String source, JsonPath path) {
        this.source = source;
        this.path = path;
    }

    /** @throws IllegalArgumentException saying what is wrong with it */
    static ValuePath parse(@NonNull String source) {
        if (!source.startsWith("$")) {
            throw new IllegalArgumentException("must be a JSONPath such as $.releases[*]; found '" + source + "'");
        }
        if (JsonPaths.hasRegularExpression(source)) {
            throw new IllegalArgumentException(
                    "regular expressions are not possible in a path; use allowVersionsRegexes or ignoreVersionsRegexes");
        }
        try {
            return new ValuePath(source, JsonPath.compile(source));
        } catch (JsonPathException | IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + source + "' is no JSONPath: " + e.getMessage(), e);
        }
    }

    /** Everything that matches; a list that is named as a whole counts as its items. */
    List<?> all(@CheckForNull Object document) throws IOException {
        try {
            Object found = document == null ? null : path.read(document, JsonPaths.configuration());
            if (found instanceof List<?> list) {
                return list;
            }
        } catch (JsonPathException e) {
            throw new IOException("'" + source + "' finds nothing in the answer: " + e.getMessage(), e);
        }
        throw new IOException("'" + source + "' is no list in the answer");
    }

    /** The first match, null when there is none. */
    @CheckForNull
    Object first(@CheckForNull Object item) throws IOException {
        if (item == null || source.equals("$")) {
            return item;
        }
        try {
            Object found = path.read(item, JsonPaths.configuration());
            if (path.isDefinite()) {
                return found;
            }
            return found instanceof List<?> list && !list.isEmpty() ? list.get(0) : null;
        } catch (PathNotFoundException e) {
            return null;
        } catch (JsonPathException e) {
            throw new IOException("'" + source + "' cannot be read in the answer: " + e.getMessage(), e);
        }
    }
}
