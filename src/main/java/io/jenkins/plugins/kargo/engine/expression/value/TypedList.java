package io.jenkins.plugins.kargo.engine.expression.value;

import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * A list whose elements have one type in Go's eyes. It matters in comparisons: lists of two such types are never equal,
 * not even when both are empty.
 */
abstract class TypedList extends AbstractList<Object> implements RandomAccess {
    enum Elements {
        ANY,
        INT,
        TEXT,
        BYTE,
        /** The pairs of toPairs, and the list of them. */
        PAIR,
        PAIRS
    }

    abstract Elements elements();

    @Override
    public abstract TypedList subList(int from, int to);
}
