package io.jenkins.plugins.kargo.engine.expression;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The syntax tree. Every node knows its place in the source, in UTF-16 units. */
sealed interface Node {
    int at();

    <R> R accept(Visitor<R> visitor);

    /** The nodes below, in the order of evaluation. */
    default List<Node> children() {
        return List.of();
    }

    /** The same with other nodes below, as many as {@link #children()} gives. */
    default Node withChildren(List<Node> children) {
        return this;
    }

    record Nil(int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.nil(this);
        }
    }

    record Bool(boolean value, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.bool(this);
        }
    }

    record Int(long value, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.integer(this);
        }
    }

    record Real(double value, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.real(this);
        }
    }

    record Text(String value, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.text(this);
        }
    }

    /** @param value a byte for each character */
    record Bytes(String value, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.bytes(this);
        }
    }

    /** A list that the optimizer computed; for {@code in}, a set of numbers or strings. */
    record Constant(List<Object> values, boolean set, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.constant(this);
        }
    }

    record Identifier(String name, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.identifier(this);
        }
    }

    record Unary(String operator, Node operand, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.unary(this);
        }

        @Override
        public List<Node> children() {
            return List.of(operand);
        }

        @Override
        public Node withChildren(List<Node> children) {
            return new Unary(operator, children.get(0), at);
        }
    }

    record Binary(String operator, Node left, Node right, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.binary(this);
        }

        @Override
        public List<Node> children() {
            return List.of(left, right);
        }

        @Override
        public Node withChildren(List<Node> children) {
            return new Binary(operator, children.get(0), children.get(1), at);
        }
    }

    /** The range within which {@code ?.} on nil ends the whole chain of members. */
    record Chain(Node node, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.chain(this);
        }

        @Override
        public List<Node> children() {
            return List.of(node);
        }

        @Override
        public Node withChildren(List<Node> children) {
            return new Chain(children.get(0), at);
        }
    }

    /** {@code node.property}, {@code node[property]}, {@code node?.property}. @param method whether it is called */
    record Member(Node node, Node property, boolean optional, boolean method, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.member(this);
        }

        @Override
        public List<Node> children() {
            return List.of(node, property);
        }

        @Override
        public Node withChildren(List<Node> children) {
            return new Member(children.get(0), children.get(1), optional, method, at);
        }
    }

    record Slice(
            Node node,
            @CheckForNull Node from,
            @CheckForNull Node to,
            int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.slice(this);
        }

        @Override
        public List<Node> children() {
            return Stream.of(node, from, to).filter(Objects::nonNull).toList();
        }

        @Override
        public Node withChildren(List<Node> children) {
            return new Slice(
                    children.get(0),
                    from == null ? null : children.get(1),
                    to == null ? null : children.get(children.size() - 1),
                    at);
        }
    }

    /** A call of anything but a builtin. */
    record Call(Node callee, List<Node> arguments, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.call(this);
        }

        @Override
        public List<Node> children() {
            return Stream.concat(Stream.of(callee), arguments.stream()).toList();
        }

        @Override
        public Node withChildren(List<Node> children) {
            return new Call(children.get(0), children.subList(1, children.size()), at);
        }
    }

    /** A call of a builtin; {@code loop} is what the optimizer knows of one that walks a list. */
    record Builtin(String name, List<Node> arguments, Loop loop, int at) implements Node {
        Builtin(String name, List<Node> arguments, int at) {
            this(name, arguments, Loop.PLAIN, at);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.builtin(this);
        }

        @Override
        public List<Node> children() {
            return arguments;
        }

        @Override
        public Node withChildren(List<Node> children) {
            return new Builtin(name, children, loop, at);
        }
    }

    /**
     * @param map what to collect of the elements that pass, null for themselves
     * @param fails whether finding none is an error
     * @param threshold count may stop there, 0 for never
     */
    record Loop(@CheckForNull Node map, boolean fails, long threshold) {
        static final Loop PLAIN = new Loop(null, false, 0);
    }

    /** What is done with each element. */
    record Predicate(Node body, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.predicate(this);
        }

        @Override
        public List<Node> children() {
            return List.of(body);
        }

        @Override
        public Node withChildren(List<Node> children) {
            return new Predicate(children.get(0), at);
        }
    }

    /** {@code #}, {@code #index}, {@code #acc}. */
    record Pointer(String name, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pointer(this);
        }
    }

    record Let(String name, Node value, Node body, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.let(this);
        }

        @Override
        public List<Node> children() {
            return List.of(value, body);
        }

        @Override
        public Node withChildren(List<Node> children) {
            return new Let(name, children.get(0), children.get(1), at);
        }
    }

    record Sequence(List<Node> nodes, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sequence(this);
        }

        @Override
        public List<Node> children() {
            return nodes;
        }

        @Override
        public Node withChildren(List<Node> children) {
            return new Sequence(children, at);
        }
    }

    record Conditional(Node condition, Node then, Node otherwise, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conditional(this);
        }

        @Override
        public List<Node> children() {
            return List.of(condition, then, otherwise);
        }

        @Override
        public Node withChildren(List<Node> children) {
            return new Conditional(children.get(0), children.get(1), children.get(2), at);
        }
    }

    record ListLiteral(List<Node> nodes, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.list(this);
        }

        @Override
        public List<Node> children() {
            return nodes;
        }

        @Override
        public Node withChildren(List<Node> children) {
            return new ListLiteral(children, at);
        }
    }

    record MapLiteral(List<Node> keys, List<Node> values, int at) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.map(this);
        }

        @Override
        public List<Node> children() {
            return Stream.concat(keys.stream(), values.stream()).toList();
        }

        @Override
        public Node withChildren(List<Node> children) {
            return new MapLiteral(children.subList(0, keys.size()), children.subList(keys.size(), children.size()), at);
        }
    }

    /** One method for each kind of node. */
    interface Visitor<R> {
        R nil(Nil node);

        R bool(Bool node);

        R integer(Int node);

        R real(Real node);

        R text(Text node);

        R bytes(Bytes node);

        R constant(Constant node);

        R identifier(Identifier node);

        R unary(Unary node);

        R binary(Binary node);

        R chain(Chain node);

        R member(Member node);

        R slice(Slice node);

        R call(Call node);

        R builtin(Builtin node);

        R predicate(Predicate node);

        R pointer(Pointer node);

        R let(Let node);

        R sequence(Sequence node);

        R conditional(Conditional node);

        R list(ListLiteral node);

        R map(MapLiteral node);
    }
}
