package io.jenkins.plugins.kargo.engine.freight.pattern;

import java.util.List;

/**
 * A character class such as {@code [a-z_]} or {@code [^0-9]}.
 *
 * @param end position in the pattern after its closing bracket
 */
record GlobClass(boolean negated, List<Range> ranges, int end) {

    boolean contains(int c) {
        return negated != ranges.stream().anyMatch(r -> r.low() <= c && c <= r.high());
    }

    record Range(int low, int high) {}
}
