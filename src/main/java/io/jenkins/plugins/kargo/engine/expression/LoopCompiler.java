package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.value.AnyKeyMap;
import io.jenkins.plugins.kargo.engine.expression.value.Arithmetic;
import io.jenkins.plugins.kargo.engine.expression.value.ListFunctions;
import io.jenkins.plugins.kargo.engine.expression.value.Maps;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Compiles the builtins that walk a collection. */
final class LoopCompiler {
    /** What a loop does inside its scope. */
    @FunctionalInterface
    private interface Body {
        Object run(Frame frame, Scope scope);
    }

    /** A loop's parts; predicate and third may be null. @param cost steps of one pass */
    private record Parts(Node.Builtin node, Code predicate, Code third, Code map, long cost) {
        Object test(Frame frame, Scope scope, int index) {
            frame.evaluation.steps(cost);
            scope.index = index;
            return predicate == null ? scope.item() : predicate.run(frame);
        }

        boolean passes(Frame frame, Scope scope, int index) {
            return frame.bool(test(frame, scope, index));
        }

        Object collected(Frame frame, Scope scope) {
            return map == null ? scope.item() : map.run(frame);
        }
    }

    private final Compiler compiler;

    LoopCompiler(Compiler compiler) {
        this.compiler = compiler;
    }

    Code compile(Node.Builtin node) {
        List<Node> arguments = node.arguments();
        Code collection = compiler.compile(arguments.get(0));
        Parts parts = new Parts(
                node,
                arguments.size() > 1 ? compiler.compile(arguments.get(1)) : null,
                arguments.size() > 2 ? compiler.compile(arguments.get(2)) : null,
                node.loop().map() == null ? null : compiler.compile(node.loop().map()),
                arguments.size() > 1 ? size(arguments.get(1)) : 1);
        Body body = body(parts);
        return frame -> {
            Scope outer = frame.scope;
            Scope scope = Scope.over(frame.evaluation.open(collection.run(frame)), outer);
            frame.scope = scope;
            try {
                return body.run(frame, scope);
            } finally {
                frame.scope = outer;
            }
        };
    }

    private static long size(Node root) {
        long size = 0;
        Deque<Node> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            size++;
            open.pop().children().forEach(open::push);
        }
        return size;
    }

    private static Body body(Parts parts) {
        return switch (parts.node().name()) {
            case "all" -> (frame, scope) -> !anyIs(false, parts, frame, scope);
            case "none" -> (frame, scope) -> !anyIs(true, parts, frame, scope);
            case "any" -> (frame, scope) -> anyIs(true, parts, frame, scope);
            case "one" -> (frame, scope) -> count(parts, frame, scope, 0) == 1;
            case "count" ->
                (frame, scope) -> count(parts, frame, scope, parts.node().loop().threshold());
            case "filter" -> (frame, scope) -> filter(parts, frame, scope);
            case "map" -> (frame, scope) -> map(parts, frame, scope);
            case "sum" -> (frame, scope) -> sum(parts, frame, scope);
            case "find" -> (frame, scope) -> found(parts, frame, scope, find(parts, frame, scope));
            case "findLast" -> (frame, scope) -> found(parts, frame, scope, findLast(parts, frame, scope));
            case "findIndex" -> (frame, scope) -> index(find(parts, frame, scope));
            case "findLastIndex" -> (frame, scope) -> index(findLast(parts, frame, scope));
            case "groupBy" -> (frame, scope) -> groupBy(parts, frame, scope);
            case "sortBy" -> (frame, scope) -> sortBy(parts, frame, scope);
            default -> (frame, scope) -> reduce(parts, frame, scope);
        };
    }

    private static boolean anyIs(boolean wanted, Parts parts, Frame frame, Scope scope) {
        for (int i = 0; i < scope.length; i++) {
            if (parts.passes(frame, scope, i) == wanted) {
                return true;
            }
        }
        return false;
    }

    /** @param threshold where counting may stop, 0 for nowhere */
    private static long count(Parts parts, Frame frame, Scope scope, long threshold) {
        long count = 0;
        for (int i = 0; i < scope.length; i++) {
            if (parts.passes(frame, scope, i) && ++count == threshold) {
                return count;
            }
        }
        return count;
    }

    private static List<Object> filter(Parts parts, Frame frame, Scope scope) {
        List<Object> passed = new ArrayList<>();
        for (int i = 0; i < scope.length; i++) {
            if (parts.passes(frame, scope, i)) {
                passed.add(parts.collected(frame, scope));
            }
        }
        frame.evaluation.elements(passed.size());
        return passed;
    }

    private static List<Object> map(Parts parts, Frame frame, Scope scope) {
        frame.evaluation.elements(scope.length);
        List<Object> mapped = new ArrayList<>(scope.length);
        for (int i = 0; i < scope.length; i++) {
            mapped.add(parts.test(frame, scope, i));
        }
        return mapped;
    }

    private static Object sum(Parts parts, Frame frame, Scope scope) {
        Object sum = 0L;
        for (int i = 0; i < scope.length; i++) {
            Object value = frame.evaluation.open(parts.test(frame, scope, i));
            sum = Arithmetic.add(value, sum, frame.evaluation);
        }
        return sum;
    }

    /** Index of the first that passes, -1 for none; the scope stays there. */
    private static int find(Parts parts, Frame frame, Scope scope) {
        for (int i = 0; i < scope.length; i++) {
            if (parts.passes(frame, scope, i)) {
                return i;
            }
        }
        return -1;
    }

    private static int findLast(Parts parts, Frame frame, Scope scope) {
        for (int i = scope.length - 1; i >= 0; i--) {
            if (parts.passes(frame, scope, i)) {
                return i;
            }
        }
        return -1;
    }

    private static Object found(Parts parts, Frame frame, Scope scope, int index) {
        if (index >= 0) {
            return parts.collected(frame, scope);
        } else if (parts.node().loop().fails()) {
            throw new ValueException("index out of range: the filter left no elements");
        }
        return null;
    }

    private static Object index(int index) {
        return index < 0 ? null : (Object) (long) index;
    }

    private static AnyKeyMap groupBy(Parts parts, Frame frame, Scope scope) {
        AnyKeyMap groups = Maps.groups();
        for (int i = 0; i < scope.length; i++) {
            Maps.addToGroup(groups, parts.test(frame, scope, i), scope.item(), frame.evaluation);
        }
        return groups;
    }

    private static List<Object> sortBy(Parts parts, Frame frame, Scope scope) {
        Object order = parts.third() == null
                ? "asc"
                : frame.evaluation.open(parts.third().run(frame));
        if (!"asc".equals(order) && !"desc".equals(order)) {
            throw new ValueException("unknown order, use asc or desc");
        }
        List<Object> elements = new ArrayList<>(scope.length);
        List<Object> keys = new ArrayList<>(scope.length);
        for (int i = 0; i < scope.length; i++) {
            keys.add(parts.test(frame, scope, i));
            elements.add(scope.item());
        }
        return ListFunctions.sortBy(elements, keys, order.equals("desc"), frame.evaluation);
    }

    private static Object reduce(Parts parts, Frame frame, Scope scope) {
        int start = 0;
        if (parts.third() != null) {
            scope.accumulator = parts.third().run(frame);
        } else if (scope.length == 0) {
            throw new ValueException("reduce of empty array with no initial value");
        } else {
            scope.accumulator = scope.item();
            start = 1;
        }
        for (int i = start; i < scope.length; i++) {
            scope.accumulator = parts.test(frame, scope, i);
        }
        return scope.accumulator;
    }
}
