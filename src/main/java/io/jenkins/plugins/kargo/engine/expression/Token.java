package io.jenkins.plugins.kargo.engine.expression;

/**
 * A piece of an expression's text.
 *
 * @param text of a string or bytes literal its value (bytes as chars 0 to 255), of anything else its spelling
 * @param at where it starts, in UTF-16 units
 */
record Token(Kind kind, String text, int at) {
    enum Kind {
        IDENTIFIER,
        NUMBER,
        TEXT,
        BYTES,
        OPERATOR,
        BRACKET,
        END
    }

    boolean is(Kind expected, String spelling) {
        return kind == expected && text.equals(spelling);
    }

    boolean isOperator(String spelling) {
        return is(Kind.OPERATOR, spelling);
    }

    boolean isBracket(String spelling) {
        return is(Kind.BRACKET, spelling);
    }

    /** For messages. */
    String describe() {
        return switch (kind) {
            case END -> "end of expression";
            case TEXT, BYTES -> "string literal";
            default -> "token \"" + text + "\"";
        };
    }
}
