package io.jenkins.plugins.kargo.engine.expression.value;

import java.util.Arrays;

/** Bytes seen as a list. */
final class ByteList extends TypedList {
    private final byte[] bytes;

    ByteList(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public Unsigned8 get(int index) {
        return Unsigned8.of(bytes[index]);
    }

    @Override
    public int size() {
        return bytes.length;
    }

    @Override
    Elements elements() {
        return Elements.BYTE;
    }

    @Override
    public ByteList subList(int from, int to) {
        return new ByteList(Arrays.copyOfRange(bytes, from, to));
    }
}
