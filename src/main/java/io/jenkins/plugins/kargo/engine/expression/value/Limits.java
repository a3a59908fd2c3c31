package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * How much an expression may use. Nodes and elements are the limits of the Go library, the others keep hostile input
 * from occupying the controller.
 *
 * @param nodes nodes of the syntax tree
 * @param depth nesting of the expression, of printed values and of parsed JSON; a level takes up to 1.6 KB of stack, so
 *     that the default fits a thread with half a megabyte
 * @param elements list and map elements made in one evaluation
 * @param steps loop passes and element visits in one evaluation
 * @param text UTF-16 units of all strings made in one evaluation
 */
public record Limits(int nodes, int depth, long elements, long steps, long text) {
    @NonNull
    public static final Limits DEFAULT = new Limits(10_000, 200, 1_000_000, 10_000_000, 16_000_000);
}
