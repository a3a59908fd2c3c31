package io.jenkins.plugins.kargo.engine.expression;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException.Phase;
import io.jenkins.plugins.kargo.engine.expression.value.Function;
import io.jenkins.plugins.kargo.engine.expression.value.Method;
import io.jenkins.plugins.kargo.engine.expression.value.Methods;
import io.jenkins.plugins.kargo.engine.expression.value.StructType;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds what can never work, from literals and the types of functions; variables are unknown. It decides as expr-lang's
 * checker does without a typed environment, and notes the type of every node it looks at.
 */
final class Checker implements Node.Visitor<Type> {
    private record Variable(String name, Type type) {}

    private final String source;
    private final FunctionTable functions;
    private final Set<String> declared;
    private final Types types = new Types();
    private final List<Variable> variables = new ArrayList<>();
    private final LoopChecks loops = new LoopChecks(this);

    private Checker(String source, FunctionTable functions, @CheckForNull Set<String> declared) {
        this.source = source;
        this.functions = functions;
        this.declared = declared;
    }

    /**
     * @param declared names of the variables that there are, null when any may be
     * @throws ExpressionException when something can never work
     */
    static Types check(Node node, String source, FunctionTable functions, @CheckForNull Set<String> declared) {
        Checker checker = new Checker(source, functions, declared);
        checker.visit(node);
        return checker.types;
    }

    Type visit(Node node) {
        try {
            Type type = node.accept(this);
            types.set(node, type);
            return type;
        } catch (ValueException e) {
            throw error(node, e.getMessage());
        }
    }

    private List<Type> visitAll(List<Node> nodes) {
        // no stream: each level of an expression would put a dozen frames on the stack
        List<Type> all = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            all.add(visit(node));
        }
        return all;
    }

    ExpressionException error(Node node, String problem) {
        return ExpressionException.at(Phase.CHECK, problem, source, node.at());
    }

    @Override
    public Type nil(Node.Nil node) {
        return Type.NIL;
    }

    @Override
    public Type bool(Node.Bool node) {
        return Type.BOOL;
    }

    @Override
    public Type integer(Node.Int node) {
        return Type.INT;
    }

    @Override
    public Type real(Node.Real node) {
        return Type.FLOAT;
    }

    @Override
    public Type text(Node.Text node) {
        return Type.TEXT;
    }

    @Override
    public Type bytes(Node.Bytes node) {
        return Type.BYTES;
    }

    @Override
    public Type constant(Node.Constant node) {
        return Type.LIST;
    }

    @Override
    public Type identifier(Node.Identifier node) {
        for (int i = variables.size() - 1; i >= 0; i--) {
            if (variables.get(i).name().equals(node.name())) {
                return variables.get(i).type();
            }
        }
        Function function = functions.find(node.name());
        if (function != null) {
            return Type.of(function.signatures().get(0));
        }
        if (Builtins.isBuiltin(node.name())) {
            return Builtins.typeOf(node.name());
        } else if (declared != null && !declared.contains(node.name())) {
            throw error(node, "unknown name " + node.name());
        }
        return Type.UNKNOWN;
    }

    @Override
    public Type unary(Node.Unary node) {
        return OperatorChecks.unary(node.operator(), visit(node.operand()).dereferenced());
    }

    @Override
    public Type binary(Node.Binary node) {
        Type left = visit(node.left()).dereferenced();
        Type right = visit(node.right()).dereferenced();
        if (node.operator().equals("matches") && node.right() instanceof Node.Text pattern) {
            Patterns.compile(pattern.value());
        }
        return OperatorChecks.binary(node.operator(), left, right);
    }

    @Override
    public Type chain(Node.Chain node) {
        return visit(node.node());
    }

    @Override
    public Type member(Node.Member node) {
        if (node.node() instanceof Node.Identifier identifier
                && identifier.name().equals(Environment.ALL)) {
            return Type.UNKNOWN;
        }
        Type base = visit(node.node());
        Type property = visit(node.property());
        if (base.isUnknown()) {
            return Type.UNKNOWN;
        }
        if (node.property() instanceof Node.Text name) {
            if (base.isNil()) {
                throw error(node, "type nil has no field " + name.value());
            }
            Method method = Methods.find(base, name.value());
            if (method != null) {
                return Type.of(method.signature());
            }
        }
        Type target = base.dereferenced();
        if (target.isMap()) {
            if (!property.isUnknown() && target.hasTextKeys() && !property.isText()) {
                throw error(node.property(), "cannot use " + property + " to get an element from " + base);
            }
            return target.element();
        } else if (target.isList()) {
            if (!property.isInteger() && !property.isUnknown()) {
                throw error(
                        node.property(), "array elements can only be selected using an integer (got " + property + ")");
            }
            return target.element();
        }
        return field(node, target, property);
    }

    private Type field(Node.Member node, Type base, Type property) {
        if (!(node.property() instanceof Node.Text name)) {
            throw error(node, "type " + base + "[" + property + "] is undefined");
        }
        StructType struct = base.struct();
        Type field = struct == null ? null : struct.member(name.value());
        if (field == null) {
            throw error(node, "type " + base + " has no " + (node.method() ? "method " : "field ") + name.value());
        }
        return field;
    }

    @Override
    public Type slice(Node.Slice node) {
        Type type = visit(node.node());
        if (type.isUnknown()) {
            return Type.UNKNOWN;
        } else if (!type.isText() && !type.isList()) {
            throw error(node, "cannot slice " + type);
        }
        checkIndex(node.from());
        checkIndex(node.to());
        return type;
    }

    private void checkIndex(Node node) {
        if (node != null) {
            Type type = visit(node).dereferenced();
            if (!type.isInteger() && !type.isUnknown()) {
                throw error(node, "non-integer slice index " + type);
            }
        }
    }

    @Override
    public Type call(Node.Call node) {
        String name = "function";
        Function function = null;
        if (node.callee() instanceof Node.Identifier identifier) {
            name = identifier.name();
            function = functions.find(name);
            if (name.equals(Environment.ALL)) {
                throw error(node, "$env is not callable");
            }
        } else if (node.callee() instanceof Node.Member member && member.property() instanceof Node.Text property) {
            name = property.value();
        }
        Type callee = visit(node.callee());
        if (function != null) {
            return Signatures.result(name, function.signatures(), visitAll(node.arguments()));
        } else if (callee.isUnknown()) {
            // as in expr-lang, the arguments of what may not exist are not looked at
            return Type.UNKNOWN;
        } else if (callee.isNil()) {
            throw error(node, name + " is nil; cannot call nil as function");
        } else if (callee.isFunction()) {
            List<Type> arguments = visitAll(node.arguments());
            return callee.signature() == null
                    ? Type.UNKNOWN
                    : Signatures.result(name, List.of(callee.signature()), arguments);
        }
        throw error(node, callee + " is not callable");
    }

    @Override
    public Type builtin(Node.Builtin node) {
        if (Builtins.isLoop(node.name())) {
            return loops.check(node);
        } else if (node.name().equals("get")
                && node.arguments().size() == 2
                && node.arguments().get(0) instanceof Node.Identifier identifier
                && identifier.name().equals(Environment.ALL)) {
            visitAll(node.arguments());
            return Type.UNKNOWN;
        }
        return Builtins.find(node.name()).typing().result(visitAll(node.arguments()));
    }

    @Override
    public Type predicate(Node.Predicate node) {
        return visit(node.body());
    }

    @Override
    public Type pointer(Node.Pointer node) {
        return loops.pointer(node);
    }

    @Override
    public Type let(Node.Let node) {
        String name = node.name();
        if (functions.find(name) != null) {
            throw error(node, "cannot redeclare function " + name);
        } else if (Builtins.isBuiltin(name)) {
            throw error(node, "cannot redeclare builtin " + name);
        } else if (variables.stream().anyMatch(v -> v.name().equals(name))) {
            throw error(node, "cannot redeclare variable " + name);
        }
        variables.add(new Variable(name, visit(node.value())));
        Type type = visit(node.body());
        variables.remove(variables.size() - 1);
        return type;
    }

    @Override
    public Type sequence(Node.Sequence node) {
        List<Type> all = visitAll(node.nodes());
        return all.get(all.size() - 1);
    }

    @Override
    public Type conditional(Node.Conditional node) {
        Type condition = visit(node.condition()).dereferenced();
        if (!condition.isBool() && !condition.isUnknown()) {
            throw error(node.condition(), "non-bool expression (type " + condition + ") used as condition");
        }
        Type then = visit(node.then());
        Type otherwise = visit(node.otherwise());
        if (then.isNil()) {
            return otherwise;
        } else if (otherwise.isNil()) {
            return then;
        } else if (!then.isAssignableTo(otherwise)) {
            return Type.UNKNOWN;
        }
        boolean differentLists = then.isList()
                && otherwise.isList()
                && !(then.element().isAssignableTo(otherwise.element())
                        && otherwise.element().isAssignableTo(then.element()));
        return differentLists ? Type.LIST : then;
    }

    @Override
    public Type list(Node.ListLiteral node) {
        List<Type> elements = visitAll(node.nodes());
        Type last = elements.isEmpty() ? Type.UNKNOWN : elements.get(elements.size() - 1);
        return elements.stream().allMatch(e -> e.isSameKindAs(last)) ? Type.listOf(last) : Type.LIST;
    }

    @Override
    public Type map(Node.MapLiteral node) {
        for (int i = 0; i < node.keys().size(); i++) {
            visit(node.keys().get(i));
            visit(node.values().get(i));
        }
        return Type.MAP;
    }
}
