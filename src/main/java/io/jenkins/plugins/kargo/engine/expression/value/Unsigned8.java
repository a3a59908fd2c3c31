package io.jenkins.plugins.kargo.engine.expression.value;

/** A byte that indexing a string or bytes yields: a number of its own type while an expression runs, an int outside. */
final class Unsigned8 extends Number {
    private static final long serialVersionUID = 1;
    private static final Unsigned8[] ALL = new Unsigned8[256];

    static {
        for (int i = 0; i < ALL.length; i++) {
            ALL[i] = new Unsigned8(i);
        }
    }

    private final int value;

    private Unsigned8(int value) {
        this.value = value;
    }

    static Unsigned8 of(int value) {
        return ALL[value & 0xff];
    }

    @Override
    public int intValue() {
        return value;
    }

    @Override
    public long longValue() {
        return value;
    }

    @Override
    public float floatValue() {
        return value;
    }

    @Override
    public double doubleValue() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return value;
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
