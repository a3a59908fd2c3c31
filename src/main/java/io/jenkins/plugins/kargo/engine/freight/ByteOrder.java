package io.jenkins.plugins.kargo.engine.freight;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The order of Go's strings: by the bytes of UTF-8, which differs from Java's beyond the Basic Multilingual Plane. */
public final class ByteOrder {

    public static final Comparator<String> OF_UTF8 =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private ByteOrder() {}
}
