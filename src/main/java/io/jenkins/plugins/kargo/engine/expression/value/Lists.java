package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.value.TypedList.Elements;
import java.util.List;

/** Lists of every kind, bytes included. */
public final class Lists {
    /** What Go calls a nil slice: an empty list that equals nil. Some functions yield it for nothing. */
    @NonNull
    public static final List<Object> NIL = new ListView(List.of(), Elements.ANY);

    private Lists() {}

    /** Whether the value counts as nil. */
    public static boolean isNil(@CheckForNull Object value) {
        return value == null || value == NIL;
    }

    public static boolean isList(@CheckForNull Object value) {
        return value instanceof List || value instanceof byte[];
    }

    /** The elements of a list or of bytes, null for anything else. */
    @CheckForNull
    public static List<?> view(@CheckForNull Object value) {
        if (value instanceof byte[] bytes) {
            return new ByteList(bytes);
        }
        return value instanceof List<?> list ? list : null;
    }

    /** The elements of a list. @param operation what cannot be done with anything else, such as {@code cannot reverse} */
    @NonNull
    public static List<?> require(@CheckForNull Object value, @NonNull String operation) {
        List<?> list = view(value);
        if (list == null) {
            throw new ValueException(operation + " " + TypeNames.of(value));
        }
        return list;
    }

    /** {@code from..to}, empty when {@code to} is less. Counts its elements. */
    @NonNull
    public static List<?> range(long from, long to, @NonNull Evaluation evaluation) {
        long size = Math.max(0, to - from + 1);
        evaluation.elements(size);
        return new IntRange(from, (int) size);
    }

    /** A list that holds strings only. */
    @NonNull
    public static List<?> ofTexts(@NonNull List<String> texts) {
        return new ListView(texts, Elements.TEXT);
    }

    /** Whether a list may hold strings: one of numbers or pairs cannot, even when it is empty. */
    public static boolean mayHoldTexts(@NonNull List<?> list) {
        return elementsOf(list) == Elements.ANY || elementsOf(list) == Elements.TEXT;
    }

    /** The list when {@code sort} takes it, else null. */
    @CheckForNull
    public static List<?> sortable(@CheckForNull Object value) {
        List<?> list = value instanceof byte[] ? null : view(value);
        return list == null || elementsOf(list) == Elements.PAIR || elementsOf(list) == Elements.PAIRS ? null : list;
    }

    static List<?> pair(@CheckForNull Object first, @CheckForNull Object second) {
        return new ListView(java.util.Arrays.asList(first, second), Elements.PAIR);
    }

    static List<?> ofPairs(List<?> pairs) {
        return new ListView(pairs, Elements.PAIRS);
    }

    static boolean isPair(@CheckForNull Object value) {
        return value instanceof TypedList list && list.elements() == Elements.PAIR;
    }

    static Elements elementsOf(List<?> list) {
        return list instanceof TypedList typed ? typed.elements() : Elements.ANY;
    }

    /** What Go's type switches take for a list: not an array, which a pair is. */
    static boolean isSlice(Object value) {
        return isList(value) && !isPair(value);
    }
}
