package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Clock;

/**
 * One run of an expression: what it has used of its {@link Limits}, and whether it looked into a secret. Used by one
 * thread.
 */
public final class Evaluation {
    private final Limits limits;
    private final boolean secretsAllowed;
    private final Clock clock;
    private long steps;
    private long elements;
    private long text;
    private boolean secretUsed;

    public Evaluation(@NonNull Limits limits, boolean secretsAllowed, @NonNull Clock clock) {
        this.limits = limits;
        this.secretsAllowed = secretsAllowed;
        this.clock = clock;
    }

    /** One with the default limits that does not look into secrets. */
    @NonNull
    public static Evaluation plain() {
        return new Evaluation(Limits.DEFAULT, false, Clock.systemUTC());
    }

    /** The time of {@code now()}. */
    @NonNull
    public Clock clock() {
        return clock;
    }

    @NonNull
    public Limits limits() {
        return limits;
    }

    /** Counts loop passes or visited elements. @throws ValueException when there are too many */
    public void steps(long count) {
        steps += count;
        if (steps > limits.steps()) {
            throw new ValueException("the expression does too much: more than " + limits.steps() + " steps");
        }
    }

    /** Counts elements of a list or map about to be made. @throws ValueException when there are too many */
    public void elements(long count) {
        elements = count > limits.elements() ? limits.elements() : elements + count;
        if (elements >= limits.elements()) {
            throw new ValueException(
                    "memory budget exceeded: more than " + limits.elements() + " list elements in one expression");
        }
    }

    /** Counts characters of a string about to be made. @throws ValueException when there are too many */
    public void text(long count) {
        text = count > limits.text() ? limits.text() + 1 : text + count;
        if (text > limits.text()) {
            throw new ValueException(
                    "memory budget exceeded: more than " + limits.text() + " characters in one expression");
        }
    }

    /**
     * The value itself, or the one inside a {@link Tainted} one. From then on everything this evaluation yields counts
     * as secret.
     *
     * @throws ValueException when secrets are not allowed here
     */
    @CheckForNull
    public Object open(@CheckForNull Object value) {
        if (!(value instanceof Tainted tainted)) {
            return value;
        }
        if (!secretsAllowed) {
            throw new ValueException(
                    "a secret cannot be used here: only http headers and bodies and terraform variables accept one");
        }
        secretUsed = true;
        return tainted.reveal();
    }

    /** Whether a secret was looked into, so that the result, and any message about it, may tell something of it. */
    public boolean isSecretUsed() {
        return secretUsed;
    }
}
