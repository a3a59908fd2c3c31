package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.value.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** The checks of the builtins that walk a list with a predicate. */
final class LoopChecks {
    /** @param pointers what {@code #index} and {@code #acc} are, where they exist */
    private record Scope(Type collection, Map<String, Type> pointers) {}

    private final Checker checker;
    private final Deque<Scope> scopes = new ArrayDeque<>();

    LoopChecks(Checker checker) {
        this.checker = checker;
    }

    Type check(Node.Builtin node) {
        Node list = node.arguments().get(0);
        Type collection = checker.visit(list).dereferenced();
        if (!collection.isList() && !collection.isUnknown()) {
            throw checker.error(list, "builtin " + node.name() + " takes only array (got " + collection + ")");
        }
        Type predicate = predicate(node, collection);
        if (node.arguments().size() == 3) {
            checkThird(node);
        }
        return result(node, collection, predicate);
    }

    /** The predicate's type, null when there is none. */
    private Type predicate(Node.Builtin node, Type collection) {
        if (node.arguments().size() < 2) {
            return null;
        }
        Map<String, Type> pointers =
                switch (node.name()) {
                    case "map" -> Map.of("index", Type.INT);
                    case "reduce" -> Map.of("index", Type.INT, "acc", Type.UNKNOWN);
                    default -> Map.of();
                };
        scopes.push(new Scope(collection, pointers));
        Type predicate = checker.visit(node.arguments().get(1));
        scopes.pop();
        if (predicate.isNil()) {
            throw checker.error(node.arguments().get(1), "predicate should have one input and one output param");
        }
        return predicate;
    }

    private void checkThird(Node.Builtin node) {
        Node third = node.arguments().get(2);
        Type type = checker.visit(third);
        if (node.name().equals("sortBy") && !type.isText() && !type.isUnknown()) {
            throw checker.error(third, "sortBy order argument must be a string (got " + type + ")");
        }
    }

    private Type result(Node.Builtin node, Type collection, Type predicate) {
        switch (node.name()) {
            case "all", "none", "any", "one" -> {
                requireBool(node, predicate);
                return Type.BOOL;
            }
            case "count", "findIndex", "findLastIndex" -> {
                requireBool(node, predicate);
                return Type.INT;
            }
            case "filter" -> {
                requireBool(node, predicate);
                return collection.isUnknown() ? Type.LIST : Type.listOf(collection.element());
            }
            case "find", "findLast" -> {
                requireBool(node, predicate);
                return collection.element();
            }
            case "map" -> {
                return Type.listOf(predicate);
            }
            case "sum" -> {
                return predicate == null ? collection.element() : predicate.withoutElements();
            }
            case "groupBy" -> {
                return Type.GROUPS;
            }
            case "sortBy" -> {
                return collection;
            }
            default -> {
                return predicate;
            }
        }
    }

    private void requireBool(Node.Builtin node, Type predicate) {
        if (predicate != null && !predicate.isBool() && !predicate.isUnknown()) {
            throw checker.error(node.arguments().get(1), "predicate should return boolean (got " + predicate + ")");
        }
    }

    Type pointer(Node.Pointer node) {
        Scope scope = scopes.peek();
        if (scope == null) {
            throw checker.error(node, "cannot use pointer accessor outside predicate");
        } else if (node.name().isEmpty()) {
            return scope.collection().element();
        }
        Type type = scope.pointers().get(node.name());
        if (type == null) {
            throw checker.error(node, "unknown pointer #" + node.name());
        }
        return type;
    }
}
