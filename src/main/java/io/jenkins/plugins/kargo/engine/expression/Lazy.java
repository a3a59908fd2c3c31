package io.jenkins.plugins.kargo.engine.expression;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.function.Supplier;

/** A variable whose value is looked up when an expression first asks for it, and once. */
public final class Lazy {
    private final Supplier<?> source;
    private Object value;
    private boolean known;

    private Lazy(Supplier<?> source) {
        this.source = source;
    }

    @NonNull
    public static Lazy of(@NonNull Supplier<?> source) {
        return new Lazy(source);
    }

    @CheckForNull
    synchronized Object get() {
        if (!known) {
            value = source.get();
            known = true;
        }
        return value;
    }
}
