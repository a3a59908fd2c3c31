package io.jenkins.plugins.kargo.local.linkage;

import java.util.Optional;
import java.util.stream.IntStream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Finds bridges: methods that javac adds where an overriding method has other types than what it overrides, and that call
 * it on {@code this}. A super call that ends in one comes back to the caller's own class. The record does not mark them.
 */
final class Bridges {
    private final Universe universe;

    Bridges(Universe universe) {
        this.universe = universe;
    }

    /**
     * @param method {@code name(descriptor)} in the class
     * @param caller whose super call it is
     * @return the method that it calls; empty when it is none
     */
    Optional<String> target(ClassShape declaring, String method, ClassShape caller) {
        return declaring.methods().keySet().stream()
                .filter(other -> !other.equals(method) && (declaring.methods().get(other) & Opcodes.ACC_STATIC) == 0)
                .filter(other -> isNarrower(other, method))
                // Only a bridge differs in nothing but its result; beside other parameters it may be an overload.
                .filter(other -> parameters(other).equals(parameters(method))
                        || (overrides(declaring, method) && caller.methods().containsKey(other)))
                .findFirst();
    }

    private boolean overrides(ClassShape shape, String method) {
        return universe.ancestry(shape).stream()
                .anyMatch(each ->
                        !each.name().equals(shape.name()) && each.methods().containsKey(method));
    }

    private boolean isNarrower(String narrow, String wide) {
        if (!name(narrow).equals(name(wide))) {
            return false;
        }
        Type one = Type.getMethodType(descriptor(narrow));
        Type other = Type.getMethodType(descriptor(wide));
        Type[] mine = one.getArgumentTypes();
        Type[] theirs = other.getArgumentTypes();
        return mine.length == theirs.length
                && isA(one.getReturnType(), other.getReturnType())
                && IntStream.range(0, mine.length).allMatch(i -> isA(mine[i], theirs[i]));
    }

    private boolean isA(Type narrow, Type wide) {
        if (narrow.equals(wide)) {
            return true;
        }
        if (wide.getSort() != Type.OBJECT || narrow.getSort() < Type.ARRAY) {
            return false;
        }
        if (wide.getInternalName().equals("java/lang/Object")) {
            return true;
        }
        ClassShape shape = narrow.getSort() == Type.OBJECT ? universe.find(narrow.getInternalName()) : null;
        return shape != null
                && universe.ancestry(shape).stream()
                        .anyMatch(each -> each.name().equals(wide.getInternalName()));
    }

    private static String name(String method) {
        return method.substring(0, method.indexOf('('));
    }

    private static String descriptor(String method) {
        return method.substring(method.indexOf('('));
    }

    private static String parameters(String method) {
        return method.substring(method.indexOf('('), method.indexOf(')'));
    }
}
