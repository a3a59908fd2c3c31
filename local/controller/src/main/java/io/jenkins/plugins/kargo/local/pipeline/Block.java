package io.jenkins.plugins.kargo.local.pipeline;

import groovy.lang.Closure;

/** Runs a closure inside a frame, on the calling thread. */
final class Block {
    private static final ThreadLocal<Frame> CURRENT = new ThreadLocal<>();

    private Block() {}

    static Frame current() {
        Frame frame = CURRENT.get();
        if (frame == null) {
            throw new IllegalStateException("This thread does not run a Pipeline");
        }
        return frame;
    }

    static Object call(Frame frame, Closure<?> body) {
        return call(frame, body::call);
    }

    static <T> T call(Frame frame, java.util.function.Supplier<T> body) {
        Frame before = CURRENT.get();
        CURRENT.set(frame);
        try {
            return body.get();
        } finally {
            CURRENT.set(before);
        }
    }
}
