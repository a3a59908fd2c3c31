package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.Token.Kind;
import io.jenkins.plugins.kargo.engine.expression.value.FloatText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what operators stand between: literals, names, calls, parentheses, lists, maps, unary operators. */
final class PrimaryParser {
    private final TokenStream tokens;
    private final Parser parser;
    private final CallParser calls;
    private final PostfixParser postfix;

    PrimaryParser(TokenStream tokens, Parser parser, CallParser calls) {
        this.tokens = tokens;
        this.parser = parser;
        this.calls = calls;
        this.postfix = new PostfixParser(tokens, parser, calls);
    }

    Node parse() {
        Token token = tokens.current();
        Integer unary = token.kind() == Kind.OPERATOR ? Operators.UNARY.get(token.text()) : null;
        if (unary != null) {
            tokens.advance();
            Node operand = parser.expression(unary);
            return postfix.parse(tokens.counted(new Node.Unary(token.text(), operand, token.at())));
        } else if (token.isBracket("(")) {
            tokens.advance();
            Node node = parser.sequence();
            tokens.expectBracket(")");
            return postfix.parse(node);
        } else if (calls.isInPredicate() && (token.isOperator("#") || token.isOperator("."))) {
            return postfix.parse(pointer(token));
        } else if (token.isOperator("::")) {
            tokens.advance();
            return postfix.parse(calls.parse(tokens.expectIdentifier(), List.of(), false));
        }
        return secondary(token);
    }

    /** {@code #name}; a leading {@code .field} is short for {@code #.field}. */
    private Node pointer(Token token) {
        String name = "";
        if (token.isOperator("#")) {
            tokens.advance();
            if (tokens.current().kind() == Kind.IDENTIFIER) {
                name = tokens.expectIdentifier().text();
            }
        }
        return tokens.counted(new Node.Pointer(name, token.at()));
    }

    private Node secondary(Token token) {
        switch (token.kind()) {
            case IDENTIFIER -> {
                tokens.advance();
                return name(token);
            }
            case NUMBER -> {
                tokens.advance();
                return tokens.counted(number(token));
            }
            case TEXT -> {
                tokens.advance();
                return postfix.parse(tokens.counted(new Node.Text(token.text(), token.at())));
            }
            case BYTES -> {
                tokens.advance();
                return postfix.parse(tokens.counted(new Node.Bytes(token.text(), token.at())));
            }
            default -> {
                if (token.isBracket("[")) {
                    return postfix.parse(list(token));
                } else if (token.isBracket("{")) {
                    return postfix.parse(map(token));
                }
                throw tokens.error("unexpected " + token.describe());
            }
        }
    }

    private Node name(Token token) {
        switch (token.text()) {
            case "true", "false" -> {
                return tokens.counted(new Node.Bool(token.text().equals("true"), token.at()));
            }
            case "nil" -> {
                return tokens.counted(new Node.Nil(token.at()));
            }
            default -> {
                return postfix.parse(
                        tokens.isBracket("(")
                                ? calls.parse(token, List.of(), true)
                                : tokens.counted(new Node.Identifier(token.text(), token.at())));
            }
        }
    }

    private Node number(Token token) {
        String text = token.text().replace("_", "");
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("0x")) {
            return integer(token, text.substring(2), 16);
        } else if (lower.indexOf('.') >= 0 || lower.indexOf('e') >= 0) {
            Double number = FloatText.parse(text);
            if (number == null) {
                throw tokens.error("invalid float literal " + token.text(), token);
            }
            return new Node.Real(number, token.at());
        } else if (lower.startsWith("0b")) {
            return integer(token, text.substring(2), 2);
        } else if (lower.startsWith("0o")) {
            return integer(token, text.substring(2), 8);
        }
        return integer(token, text, 10);
    }

    private Node integer(Token token, String digits, int base) {
        try {
            return new Node.Int(Long.parseLong(digits, base), token.at());
        } catch (NumberFormatException e) {
            throw tokens.error("invalid integer literal " + token.text() + ": it must fit into 64 bits", token);
        }
    }

    private Node list(Token token) {
        List<Node> nodes = new ArrayList<>();
        tokens.expectBracket("[");
        while (!tokens.isBracket("]")) {
            if (!nodes.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.isBracket("]")) {
                    break;
                }
            }
            nodes.add(parser.expression(0));
        }
        tokens.expectBracket("]");
        return tokens.counted(new Node.ListLiteral(nodes, token.at()));
    }

    private Node map(Token token) {
        List<Node> keys = new ArrayList<>();
        List<Node> values = new ArrayList<>();
        tokens.expectBracket("{");
        while (!tokens.isBracket("}")) {
            if (!keys.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.isBracket("}")) {
                    break;
                }
            }
            keys.add(key());
            tokens.expectOperator(":");
            values.add(parser.expression(0));
        }
        tokens.expectBracket("}");
        return tokens.counted(new Node.MapLiteral(keys, values, token.at()));
    }

    /** A number, string or name stands for itself, an expression in parentheses for its value. */
    private Node key() {
        Token token = tokens.current();
        switch (token.kind()) {
            case NUMBER, TEXT, IDENTIFIER -> {
                tokens.advance();
                return tokens.counted(new Node.Text(token.text(), token.at()));
            }
            default -> {
                if (token.isBracket("(")) {
                    return parser.expression(0);
                }
                throw tokens.error("a map key must be a quoted string, a number, an identifier, or an expression"
                        + " in parentheses (unexpected " + token.describe() + ")");
            }
        }
    }
}
