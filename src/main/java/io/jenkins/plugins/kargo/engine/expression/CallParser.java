package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads the arguments of calls, and the predicates of the builtins that walk lists. */
final class CallParser {
    private enum Parameter {
        VALUE,
        PREDICATE,
        OPTIONAL_VALUE,
        OPTIONAL_PREDICATE;

        boolean isOptional() {
            return this == OPTIONAL_VALUE || this == OPTIONAL_PREDICATE;
        }
    }

    private static final List<Parameter> WITH_PREDICATE = List.of(Parameter.VALUE, Parameter.PREDICATE);
    private static final List<Parameter> WITH_OPTIONAL_PREDICATE =
            List.of(Parameter.VALUE, Parameter.OPTIONAL_PREDICATE);
    private static final List<Parameter> WITH_OPTIONAL_VALUE =
            List.of(Parameter.VALUE, Parameter.PREDICATE, Parameter.OPTIONAL_VALUE);
    private static final Map<String, List<Parameter>> LOOPS = Map.ofEntries(
            Map.entry("all", WITH_PREDICATE),
            Map.entry("none", WITH_PREDICATE),
            Map.entry("any", WITH_PREDICATE),
            Map.entry("one", WITH_PREDICATE),
            Map.entry("filter", WITH_PREDICATE),
            Map.entry("map", WITH_PREDICATE),
            Map.entry("count", WITH_OPTIONAL_PREDICATE),
            Map.entry("sum", WITH_OPTIONAL_PREDICATE),
            Map.entry("find", WITH_PREDICATE),
            Map.entry("findIndex", WITH_PREDICATE),
            Map.entry("findLast", WITH_PREDICATE),
            Map.entry("findLastIndex", WITH_PREDICATE),
            Map.entry("groupBy", WITH_PREDICATE),
            Map.entry("sortBy", WITH_OPTIONAL_VALUE),
            Map.entry("reduce", WITH_OPTIONAL_VALUE));

    private final TokenStream tokens;
    private final Parser parser;
    private final Predicate<String> isOverridden;
    private int predicates;

    CallParser(TokenStream tokens, Parser parser, Predicate<String> isOverridden) {
        this.tokens = tokens;
        this.parser = parser;
        this.isOverridden = isOverridden;
    }

    /** Whether {@code #} means something here. */
    boolean isInPredicate() {
        return predicates > 0;
    }

    /**
     * A call whose name was just read.
     *
     * @param piped the first argument when it stood before {@code |}
     * @param overridable false after {@code ::}, which always means the builtin
     */
    Node parse(Token name, List<Node> piped, boolean overridable) {
        boolean overridden = overridable && isOverridden.test(name.text());
        List<Parameter> loop = LOOPS.get(name.text());
        if (loop != null && !overridden) {
            return tokens.counted(new Node.Builtin(name.text(), loopArguments(loop, piped), name.at()));
        } else if (Builtins.isBuiltin(name.text()) && !overridden) {
            return tokens.counted(new Node.Builtin(name.text(), arguments(piped), name.at()));
        }
        Node callee = tokens.counted(new Node.Identifier(name.text(), name.at()));
        return tokens.counted(new Node.Call(callee, arguments(piped), name.at()));
    }

    private List<Node> loopArguments(List<Parameter> parameters, List<Node> piped) {
        List<Node> arguments = new ArrayList<>(piped);
        tokens.expectBracket("(");
        for (int i = piped.size(); i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            if (tokens.isBracket(")")) {
                if (parameter.isOptional()) {
                    break;
                }
                throw tokens.error("not enough arguments: expected at least " + (i - piped.size() + 1));
            }
            if (i > piped.size()) {
                tokens.expectOperator(",");
            }
            boolean predicate = parameter == Parameter.PREDICATE || parameter == Parameter.OPTIONAL_PREDICATE;
            arguments.add(predicate ? predicate() : parser.expression(0));
        }
        if (tokens.isOperator(",")) {
            tokens.advance();
        }
        tokens.expectBracket(")");
        return arguments;
    }

    /** {@code (a, b)}, after the arguments that came by a pipe. */
    List<Node> arguments(List<Node> piped) {
        List<Node> arguments = new ArrayList<>(piped);
        tokens.expectBracket("(");
        while (!tokens.isBracket(")")) {
            if (arguments.size() > piped.size()) {
                tokens.expectOperator(",");
            }
            if (tokens.isBracket(")")) {
                break;
            }
            arguments.add(parser.expression(0));
        }
        tokens.expectBracket(")");
        return arguments;
    }

    private Node predicate() {
        int at = tokens.current().at();
        boolean braces = tokens.isBracket("{");
        if (braces) {
            tokens.advance();
        }
        predicates++;
        Node body = braces ? parser.sequence() : parser.expression(0);
        predicates--;
        if (braces) {
            tokens.expectBracket("}");
        } else if (tokens.current().is(Kind.OPERATOR, ";")) {
            throw tokens.error("wrap predicate with brackets { and }");
        }
        return tokens.counted(new Node.Predicate(body, at));
    }
}
