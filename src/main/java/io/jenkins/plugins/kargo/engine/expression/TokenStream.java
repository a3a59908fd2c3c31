package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.ExpressionException.Phase;
import io.jenkins.plugins.kargo.engine.expression.Token.Kind;
import io.jenkins.plugins.kargo.engine.expression.value.Limits;

/** The tokens with one to look at, and the counters that keep the tree within its limits. */
final class TokenStream {
    private final String source;
    private final Limits limits;
    private final Lexer lexer;
    private Token current;
    private Token stashed;
    private int nodes;
    private int depth;

    TokenStream(String source, Limits limits) {
        this.source = source;
        this.limits = limits;
        this.lexer = new Lexer(source);
        this.current = lexer.next();
    }

    Token current() {
        return current;
    }

    boolean isOperator(String spelling) {
        return current.isOperator(spelling);
    }

    boolean isBracket(String spelling) {
        return current.isBracket(spelling);
    }

    void advance() {
        current = stashed == null ? lexer.next() : stashed;
        stashed = null;
    }

    /** Puts {@code previous} before the current token. */
    void backTo(Token previous) {
        stashed = current;
        current = previous;
    }

    void expectOperator(String spelling) {
        expect(Kind.OPERATOR, spelling);
    }

    void expectBracket(String spelling) {
        expect(Kind.BRACKET, spelling);
    }

    private void expect(Kind kind, String spelling) {
        if (!current.is(kind, spelling)) {
            throw error("unexpected " + current.describe() + ", expected \"" + spelling + "\"");
        }
        advance();
    }

    Token expectIdentifier() {
        if (current.kind() != Kind.IDENTIFIER) {
            throw error("unexpected " + current.describe() + ", expected a name");
        }
        Token name = current;
        advance();
        return name;
    }

    /** The node, counted. */
    <N extends Node> N counted(N node) {
        nodes++;
        if (nodes > limits.nodes()) {
            throw ExpressionException.at(
                    Phase.PARSE, "the expression has more than " + limits.nodes() + " parts", source, node.at());
        }
        return node;
    }

    void enter() {
        depth++;
        if (depth > limits.depth()) {
            throw error("the expression is nested deeper than " + limits.depth());
        }
    }

    void leave() {
        depth--;
    }

    ExpressionException error(String problem) {
        return error(problem, current);
    }

    ExpressionException error(String problem, Token token) {
        return ExpressionException.at(Phase.PARSE, problem, source, token.at());
    }
}
