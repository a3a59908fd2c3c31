package io.jenkins.plugins.kargo.engine.expression;

import java.util.Map;
import java.util.Set;

/** How tightly operators bind. */
final class Operators {
    static final Map<String, Integer> UNARY = Map.of("not", 50, "!", 50, "-", 90, "+", 90);

    private static final Map<String, Integer> BINARY = Map.ofEntries(
            Map.entry("|", 0),
            Map.entry("or", 10),
            Map.entry("||", 10),
            Map.entry("and", 15),
            Map.entry("&&", 15),
            Map.entry("==", 20),
            Map.entry("!=", 20),
            Map.entry("<", 20),
            Map.entry(">", 20),
            Map.entry(">=", 20),
            Map.entry("<=", 20),
            Map.entry("in", 20),
            Map.entry("matches", 20),
            Map.entry("contains", 20),
            Map.entry("startsWith", 20),
            Map.entry("endsWith", 20),
            Map.entry("..", 25),
            Map.entry("+", 30),
            Map.entry("-", 30),
            Map.entry("*", 60),
            Map.entry("/", 60),
            Map.entry("%", 60),
            Map.entry("**", 100),
            Map.entry("^", 100),
            Map.entry("??", 500));
    private static final Set<String> COMPARISONS = Set.of("<", ">", "<=", ">=");
    private static final Set<String> NEGATABLE = Set.of("contains", "matches", "startsWith", "endsWith", "in");

    private Operators() {}

    /** The precedence of a binary operator, -1 when the token is none. */
    static int precedence(Token token) {
        return token.kind() == Token.Kind.OPERATOR ? BINARY.getOrDefault(token.text(), -1) : -1;
    }

    static boolean isRightAssociative(String operator) {
        return operator.equals("**") || operator.equals("^");
    }

    static boolean isComparison(Token token) {
        return token.kind() == Token.Kind.OPERATOR && COMPARISONS.contains(token.text());
    }

    /** Whether {@code not} may stand before it. */
    static boolean isNegatable(Token token) {
        return NEGATABLE.contains(token.text());
    }

    static boolean isAnd(String operator) {
        return operator.equals("&&") || operator.equals("and");
    }

    static boolean isOr(String operator) {
        return operator.equals("||") || operator.equals("or");
    }
}
