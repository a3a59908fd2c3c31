package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.Token.Kind;
import java.util.List;

/** Reads what follows a value: {@code .name}, {@code ?.name}, {@code .method()}, {@code [index]}, {@code [from:to]}. */
final class PostfixParser {
    private final TokenStream tokens;
    private final Parser parser;
    private final CallParser calls;

    PostfixParser(TokenStream tokens, Parser parser, CallParser calls) {
        this.tokens = tokens;
        this.parser = parser;
        this.calls = calls;
    }

    Node parse(Node value) {
        Node node = value;
        while (true) {
            if (tokens.isOperator(".") || tokens.isOperator("?.")) {
                boolean optional = tokens.isOperator("?.");
                tokens.advance();
                node = optional && tokens.isBracket("[") ? brackets(node, true) : member(node, optional);
            } else if (tokens.isBracket("[")) {
                node = brackets(node, false);
            } else {
                return node;
            }
        }
    }

    private Node member(Node value, boolean optional) {
        Token name = tokens.current();
        if (!isName(name)) {
            throw tokens.error("expected name, got " + name.describe());
        }
        tokens.advance();
        Node property = tokens.counted(new Node.Text(name.text(), name.at()));
        boolean chained = value instanceof Node.Chain;
        Node target = value instanceof Node.Chain chain ? chain.node() : value;
        boolean method = tokens.isBracket("(");
        Node node = tokens.counted(new Node.Member(target, property, optional, method, name.at()));
        if (method) {
            node = tokens.counted(new Node.Call(node, calls.arguments(List.of()), name.at()));
        }
        return chained || optional ? tokens.counted(new Node.Chain(node, name.at())) : node;
    }

    /** Word operators such as {@code in} are names here. */
    private static boolean isName(Token token) {
        return token.kind() == Kind.IDENTIFIER
                || token.kind() == Kind.OPERATOR
                        && Lexer.isAlphabetic(token.text().codePointAt(0));
    }

    private Node brackets(Node value, boolean optional) {
        int at = tokens.current().at();
        tokens.advance();
        Node from = tokens.isOperator(":") ? null : parser.expression(0);
        Node node;
        if (tokens.isOperator(":")) {
            tokens.advance();
            Node to = tokens.isBracket("]") ? null : parser.expression(0);
            node = tokens.counted(new Node.Slice(value, from, to, at));
        } else {
            node = tokens.counted(new Node.Member(value, from, optional, false, at));
            if (optional) {
                node = tokens.counted(new Node.Chain(node, at));
            }
        }
        tokens.expectBracket("]");
        return node;
    }
}
