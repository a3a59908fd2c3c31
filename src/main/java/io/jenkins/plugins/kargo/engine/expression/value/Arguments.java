package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Arrays;
import java.util.List;

/** What a function was called with. Tainted arguments are opened when a getter of a type asks for them. */
public final class Arguments {
    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth");

    private final Evaluation evaluation;
    private final Object[] values;

    public Arguments(@NonNull Evaluation evaluation, @NonNull Object... values) {
        this.evaluation = evaluation;
        this.values = values;
    }

    @NonNull
    public Evaluation evaluation() {
        return evaluation;
    }

    public int size() {
        return values.length;
    }

    /** @throws ValueException when there are fewer or more */
    public void expect(int min, int max) {
        if (size() < min || size() > max) {
            String expected = min == max ? Integer.toString(min) : min + "-" + max;
            throw new ValueException(
                    "expected %s argument%s, got %d".formatted(expected, expected.equals("1") ? "" : "s", size()));
        }
    }

    /** The argument as it is, possibly tainted. */
    @CheckForNull
    public Object raw(int index) {
        return values[index];
    }

    /** The argument itself. @throws ValueException when it is a secret that must not be used here */
    @CheckForNull
    public Object get(int index) {
        return evaluation.open(values[index]);
    }

    /** @throws ValueException when it is no string */
    @NonNull
    public String text(int index) {
        return text(index, size() == 1 ? "argument" : ordinal(index) + " argument");
    }

    /** @param what names the argument in the message */
    @NonNull
    public String text(int index, @NonNull String what) {
        if (get(index) instanceof String text) {
            return text;
        }
        throw new ValueException(what + " must be string, got " + TypeNames.of(get(index)));
    }

    /** {@code first}, {@code second} and so on, for messages. */
    @NonNull
    public static String ordinal(int index) {
        return index < ORDINALS.size() ? ORDINALS.get(index) : (index + 1) + "th";
    }

    /** A number cut to an integer. @throws ValueException when it is no number */
    public long integer(int index) {
        return Numbers.toInteger(get(index));
    }

    /** All of them as they are. */
    @NonNull
    public List<Object> all() {
        return Arrays.asList(values);
    }
}
