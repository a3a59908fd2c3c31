package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/** A method of a value, such as {@code Year()} of a time. */
public record Method(
        @NonNull String name,
        @NonNull Signature signature,
        @NonNull Body body) {
    /** What a method does; it is called with as many arguments as the signature says. */
    @FunctionalInterface
    public interface Body {
        @CheckForNull
        Object call(@NonNull Object target, @NonNull Arguments arguments);
    }

    /** The method as a value that can be called, for a map that has it as an entry. */
    @NonNull
    public Object of(@NonNull Object target) {
        return new Bound(this, target);
    }

    /** A method and the value it was taken from. */
    record Bound(Method method, Object target) {}
}
