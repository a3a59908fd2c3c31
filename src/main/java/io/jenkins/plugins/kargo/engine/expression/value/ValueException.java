package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * Says why values cannot be used as an expression wants to; the evaluator adds where. It carries no stack trace, as it
 * is part of the language ({@code first} and {@code last} catch it).
 */
public final class ValueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ValueException(@NonNull String message) {
        super(message, null, false, false);
    }
}
