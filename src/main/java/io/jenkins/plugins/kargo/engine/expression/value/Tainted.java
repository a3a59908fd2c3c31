package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * A value that is secret or was computed from one. Expressions may pass it on, keep it in lists and maps and compare it
 * with nil; looking into it needs an evaluation that allows it, whose result is then tainted as a whole. Neither
 * {@link #toString()} nor serialization shows the value.
 */
public final class Tainted {
    private final Object value;

    private Tainted(@CheckForNull Object value) {
        this.value = value;
    }

    /** The value as a tainted one; tainting twice is tainting once, and null (absence) is no secret. */
    @CheckForNull
    public static Object of(@CheckForNull Object value) {
        return value == null || value instanceof Tainted ? value : new Tainted(value);
    }

    /** The secret value: hand it to the one call that needs it, and keep no copy. */
    @NonNull
    public Object reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "****";
    }
}
