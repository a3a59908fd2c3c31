package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.value.Lists;
import io.jenkins.plugins.kargo.engine.expression.value.Members;
import io.jenkins.plugins.kargo.engine.expression.value.TypeNames;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Where a loop over a collection is. */
final class Scope {
    final Scope outer;
    final int length;
    private final List<?> items;
    int index;
    Object accumulator;

    private Scope(Scope outer, List<?> items, int length) {
        this.outer = outer;
        this.items = items;
        this.length = length;
    }

    /** A list gives its elements and a string its bytes; a map only counts, as in expr-lang. */
    static Scope over(Object collection, Scope outer) {
        if (collection instanceof Map<?, ?> map) {
            return new Scope(outer, null, map.size());
        }
        List<?> items =
                Lists.view(collection instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : collection);
        if (items == null) {
            throw new ValueException("it takes only an array (got " + TypeNames.of(collection) + ")");
        }
        return new Scope(outer, items, items.size());
    }

    /** The element {@code #}. */
    Object item() {
        if (items == null) {
            throw new ValueException("the elements of a map have no order: use keys() or values()");
        }
        return Members.normal(items.get(index));
    }
}
