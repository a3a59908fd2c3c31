package io.jenkins.plugins.kargo.engine.expression;

/** A part of an expression, ready to run. */
@FunctionalInterface
interface Code {
    /** What {@code a?.b} yields for nil, so that the rest of the chain is passed over. */
    Object BROKEN_CHAIN = new Object();

    Object run(Frame frame);

    static Object[] runAll(Code[] codes, Frame frame) {
        Object[] values = new Object[codes.length];
        for (int i = 0; i < codes.length; i++) {
            values[i] = codes[i].run(frame);
        }
        return values;
    }
}
