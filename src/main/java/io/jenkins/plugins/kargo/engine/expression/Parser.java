package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.Token.Kind;
import io.jenkins.plugins.kargo.engine.expression.value.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads expressions by recursive descent with operator precedence, in the structure of expr-lang's parser, so that what
 * it accepts and refuses is the same.
 */
final class Parser {
    private final TokenStream tokens;
    private final PrimaryParser primary;
    private final CallParser calls;

    private Parser(TokenStream tokens, Predicate<String> isOverridden) {
        this.tokens = tokens;
        this.calls = new CallParser(tokens, this, isOverridden);
        this.primary = new PrimaryParser(tokens, this, calls);
    }

    /**
     * @param isOverridden which builtins are hidden by functions of the same name
     * @throws ExpressionException and nothing else
     */
    static Node parse(String source, Limits limits, Predicate<String> isOverridden) {
        TokenStream tokens = new TokenStream(source, limits);
        Node node = new Parser(tokens, isOverridden).sequence();
        if (tokens.current().kind() != Kind.END) {
            throw tokens.error("unexpected " + tokens.current().describe());
        }
        return TreeDepth.check(node, source, limits);
    }

    /** {@code a; b; c}. */
    Node sequence() {
        List<Node> nodes = new ArrayList<>();
        nodes.add(expression(0));
        while (tokens.isOperator(";")) {
            tokens.advance();
            if (tokens.current().kind() == Kind.END) {
                break;
            }
            nodes.add(expression(0));
        }
        return nodes.size() == 1
                ? nodes.get(0)
                : tokens.counted(new Node.Sequence(nodes, nodes.get(0).at()));
    }

    /** An expression whose binary operators bind at least as tightly as {@code precedence}. */
    Node expression(int precedence) {
        tokens.enter();
        try {
            if (precedence == 0 && tokens.isOperator("let")) {
                return let();
            } else if (precedence == 0 && tokens.isOperator("if")) {
                return conditionalIf();
            }
            Node node = binary(primary.parse(), precedence);
            return precedence == 0 ? ternary(node) : node;
        } finally {
            tokens.leave();
        }
    }

    private Node binary(Node first, int precedence) {
        Node left = first;
        String previous = "";
        while (true) {
            Token operator = tokens.current();
            boolean negated = operator.isOperator("not");
            if (negated) {
                Token not = operator;
                tokens.advance();
                operator = tokens.current();
                if (!Operators.isNegatable(operator)) {
                    throw tokens.error("unexpected " + operator.describe());
                } else if (Operators.precedence(operator) < precedence) {
                    tokens.backTo(not);
                    return left;
                }
            }
            int binding = Operators.precedence(operator);
            if (binding < 0 || binding < precedence) {
                return left;
            }
            tokens.advance();
            if (operator.text().equals("|")) {
                left = calls.parse(tokens.expectIdentifier(), List.of(left), true);
            } else if (previous.equals("??") && !operator.text().equals("??")) {
                throw tokens.error(
                        "operator (" + operator.text()
                                + ") and coalesce expressions (??) cannot be mixed: wrap either in parentheses",
                        operator);
            } else if (Operators.isComparison(operator)) {
                left = comparison(left, operator, binding);
            } else {
                Node right = expression(Operators.isRightAssociative(operator.text()) ? binding : binding + 1);
                left = tokens.counted(new Node.Binary(operator.text(), left, right, operator.at()));
                if (negated) {
                    left = tokens.counted(new Node.Unary("not", left, operator.at()));
                }
            }
            previous = operator.text();
        }
    }

    /** {@code a < b <= c} means {@code a < b && b <= c}. */
    private Node comparison(Node first, Token firstOperator, int precedence) {
        Node left = first;
        Token operator = firstOperator;
        Node all = null;
        while (true) {
            Node right = expression(precedence + 1);
            Node one = tokens.counted(new Node.Binary(operator.text(), left, right, operator.at()));
            all = all == null ? one : tokens.counted(new Node.Binary("&&", all, one, operator.at()));
            left = right;
            operator = tokens.current();
            if (!Operators.isComparison(operator)) {
                return all;
            }
            tokens.advance();
        }
    }

    private Node let() {
        tokens.expectOperator("let");
        Token name = tokens.expectIdentifier();
        tokens.expectOperator("=");
        Node value = expression(0);
        tokens.expectOperator(";");
        Node body = sequence();
        return tokens.counted(new Node.Let(name.text(), value, body, name.at()));
    }

    private Node conditionalIf() {
        int at = tokens.current().at();
        tokens.advance();
        Node condition = expression(0);
        Node then = block();
        tokens.expectOperator("else");
        Node otherwise;
        if (tokens.isOperator("if")) {
            tokens.enter();
            otherwise = conditionalIf();
            tokens.leave();
        } else {
            otherwise = block();
        }
        return new Node.Conditional(condition, then, otherwise, at);
    }

    private Node block() {
        tokens.expectBracket("{");
        Node node = sequence();
        tokens.expectBracket("}");
        return node;
    }

    /** {@code c ? a : b} and {@code c ?: b}. */
    private Node ternary(Node first) {
        Node node = first;
        while (tokens.isOperator("?")) {
            tokens.advance();
            Node then = node;
            if (tokens.isOperator(":")) {
                tokens.advance();
            } else {
                then = expression(0);
                tokens.expectOperator(":");
            }
            Node otherwise = expression(0);
            node = tokens.counted(new Node.Conditional(node, then, otherwise, node.at()));
        }
        return node;
    }
}
