package io.jenkins.plugins.kargo.engine.expression.value;

import java.util.Objects;

/** The numbers of {@code from..to}, not stored one by one. */
final class IntRange extends TypedList {
    private final long first;
    private final int size;

    IntRange(long first, int size) {
        this.first = first;
        this.size = size;
    }

    @Override
    public Long get(int index) {
        return first + Objects.checkIndex(index, size);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    Elements elements() {
        return Elements.INT;
    }

    @Override
    public IntRange subList(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        return new IntRange(first + from, to - from);
    }
}
