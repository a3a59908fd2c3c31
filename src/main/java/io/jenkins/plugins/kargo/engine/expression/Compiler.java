package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.ExpressionException.Phase;
import io.jenkins.plugins.kargo.engine.expression.value.Arguments;
import io.jenkins.plugins.kargo.engine.expression.value.Arithmetic;
import io.jenkins.plugins.kargo.engine.expression.value.Function;
import io.jenkins.plugins.kargo.engine.expression.value.Lists;
import io.jenkins.plugins.kargo.engine.expression.value.Maps;
import io.jenkins.plugins.kargo.engine.expression.value.Members;
import io.jenkins.plugins.kargo.engine.expression.value.Methods;
import io.jenkins.plugins.kargo.engine.expression.value.Numbers;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Turns a checked tree into {@link Code}. */
final class Compiler implements Node.Visitor<Code> {
    private record Slot(String name, int index) {}

    private final String source;
    private final Types types;
    private final BinaryCompiler binary = new BinaryCompiler(this);
    private final LoopCompiler loops = new LoopCompiler(this);
    private final List<Slot> slots = new ArrayList<>();
    private int variables;

    Compiler(String source, Types types) {
        this.source = source;
        this.types = types;
    }

    /** Code whose failures name the node's place. */
    Code compile(Node node) {
        Code code = node.accept(this);
        boolean cannotFail = node.children().isEmpty()
                && !(node instanceof Node.Pointer)
                && !(node instanceof Node.Builtin)
                && !(node instanceof Node.Identifier);
        return cannotFail ? code : located(node, code);
    }

    private static Code located(Node node, Code code) {
        return frame -> {
            try {
                return code.run(frame);
            } catch (ValueException e) {
                throw frame.error(e, node);
            }
        };
    }

    Code[] compileAll(List<Node> nodes) {
        Code[] codes = new Code[nodes.size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = compile(nodes.get(i));
        }
        return codes;
    }

    Types types() {
        return types;
    }

    /** How many variables the compiled code declares. */
    int variables() {
        return variables;
    }

    ExpressionException error(Node node, String problem) {
        return ExpressionException.at(Phase.CHECK, problem, source, node.at());
    }

    private static Code always(Object value) {
        return frame -> value;
    }

    @Override
    public Code nil(Node.Nil node) {
        return always(null);
    }

    @Override
    public Code bool(Node.Bool node) {
        return always(node.value());
    }

    @Override
    public Code integer(Node.Int node) {
        return always(node.value());
    }

    @Override
    public Code real(Node.Real node) {
        return always(node.value());
    }

    @Override
    public Code text(Node.Text node) {
        return always(node.value());
    }

    @Override
    public Code bytes(Node.Bytes node) {
        byte[] bytes = node.value().getBytes(StandardCharsets.ISO_8859_1);
        return frame -> bytes.clone();
    }

    @Override
    public Code constant(Node.Constant node) {
        return always(Collections.unmodifiableList(node.values()));
    }

    @Override
    public Code identifier(Node.Identifier node) {
        String name = node.name();
        for (int i = slots.size() - 1; i >= 0; i--) {
            if (slots.get(i).name().equals(name)) {
                int index = slots.get(i).index();
                return frame -> frame.variables[index];
            }
        }
        return name.equals(Environment.ALL) ? frame -> frame.environment.all() : frame -> frame.environment.get(name);
    }

    @Override
    public Code unary(Node.Unary node) {
        Code operand = compile(node.operand());
        return switch (node.operator()) {
            case "-" -> frame -> Arithmetic.negate(frame.evaluation.open(operand.run(frame)));
            case "+" -> operand;
            default -> frame -> !frame.bool(operand.run(frame));
        };
    }

    @Override
    public Code binary(Node.Binary node) {
        return binary.compile(node);
    }

    @Override
    public Code chain(Node.Chain node) {
        Code inner = compile(node.node());
        return frame -> {
            Object value = inner.run(frame);
            return value == Code.BROKEN_CHAIN || Lists.isNil(value) ? null : value;
        };
    }

    @Override
    public Code member(Node.Member node) {
        Code base = compile(node.node());
        Code property = compile(node.property());
        boolean optional = node.optional();
        return frame -> {
            Object from = base.run(frame);
            if (from == Code.BROKEN_CHAIN || optional && Lists.isNil(from)) {
                return Code.BROKEN_CHAIN;
            }
            return Members.fetch(frame.evaluation.open(from), frame.evaluation.open(property.run(frame)));
        };
    }

    @Override
    public Code slice(Node.Slice node) {
        Code value = compile(node.node());
        Code from = node.from() == null ? null : compile(node.from());
        Code to = node.to() == null ? null : compile(node.to());
        return frame -> {
            Object whole = frame.evaluation.open(value.run(frame));
            Object end = bound(to, frame);
            return Members.slice(whole, bound(from, frame), end);
        };
    }

    /** A bound that is given must be a number; nil is no way to leave it out. */
    private static Object bound(Code code, Frame frame) {
        if (code == null) {
            return null;
        }
        return Numbers.toInteger(frame.evaluation.open(code.run(frame)));
    }

    @Override
    public Code call(Node.Call node) {
        Code[] arguments = compileAll(node.arguments());
        Code callee = compile(node.callee());
        if (node.callee() instanceof Node.Identifier identifier) {
            return frame -> call(identifier.name(), callee, arguments, frame);
        }
        return frame -> {
            Arguments values = new Arguments(frame.evaluation, Code.runAll(arguments, frame));
            Object target = callee.run(frame);
            return target == Code.BROKEN_CHAIN ? target : Methods.call(target, values);
        };
    }

    private static Object call(String name, Code callee, Code[] arguments, Frame frame) {
        Function function = frame.environment.functions().find(name);
        Arguments values = new Arguments(frame.evaluation, Code.runAll(arguments, frame));
        if (function != null) {
            return Members.normal(function.call(values));
        }
        Object target = callee.run(frame);
        if (target == null) {
            throw new ValueException("invalid operation: cannot call nil: there is no function " + name + " here");
        }
        return Methods.call(target, values);
    }

    @Override
    public Code builtin(Node.Builtin node) {
        if (Builtins.isLoop(node.name())) {
            return loops.compile(node);
        }
        BuiltinFunction function = Builtins.find(node.name());
        int count = node.arguments().size();
        if (count < function.minArguments() || count > function.maxArguments()) {
            // only where the checker did not look; it may never run
            return frame -> {
                throw new ValueException("wrong number of arguments to call " + node.name());
            };
        }
        Code[] arguments = compileAll(node.arguments());
        Function.Body body = function.body();
        return frame -> body.call(new Arguments(frame.evaluation, Code.runAll(arguments, frame)));
    }

    @Override
    public Code predicate(Node.Predicate node) {
        return compile(node.body());
    }

    @Override
    public Code pointer(Node.Pointer node) {
        return switch (node.name()) {
            case "" -> frame -> frame.scope.item();
            case "index" -> frame -> (long) frame.scope.index;
            case "acc" -> frame -> frame.scope.accumulator;
            default -> throw error(node, "unknown pointer #" + node.name());
        };
    }

    @Override
    public Code let(Node.Let node) {
        Code value = compile(node.value());
        int index = variables++;
        slots.add(new Slot(node.name(), index));
        Code body = compile(node.body());
        slots.remove(slots.size() - 1);
        return frame -> {
            frame.variables[index] = value.run(frame);
            return body.run(frame);
        };
    }

    @Override
    public Code sequence(Node.Sequence node) {
        Code[] codes = compileAll(node.nodes());
        return frame -> {
            Object[] values = Code.runAll(codes, frame);
            return values[values.length - 1];
        };
    }

    @Override
    public Code conditional(Node.Conditional node) {
        Code condition = compile(node.condition());
        Code then = compile(node.then());
        Code otherwise = compile(node.otherwise());
        return frame -> (frame.bool(condition.run(frame)) ? then : otherwise).run(frame);
    }

    @Override
    public Code list(Node.ListLiteral node) {
        Code[] elements = compileAll(node.nodes());
        return frame -> {
            frame.evaluation.elements(elements.length);
            return Collections.unmodifiableList(java.util.Arrays.asList(Code.runAll(elements, frame)));
        };
    }

    @Override
    public Code map(Node.MapLiteral node) {
        Code[] keys = compileAll(node.keys());
        Code[] values = compileAll(node.values());
        return frame -> Maps.literal(Code.runAll(keys, frame), Code.runAll(values, frame), frame.evaluation);
    }
}
