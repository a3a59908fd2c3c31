package io.jenkins.plugins.kargo.pipeline;

/**
 * Lets a step be called with or without a block. Pipeline asks a step's descriptor twice whether it takes one: before it
 * parses the arguments (only a yes sets the block apart from them), and, when it found none, before it refuses the call.
 * Only a no to the second question lets the call pass, and nothing but the caller tells the questions apart.
 */
final class OptionalBlock {
    private static final String DSL = "org.jenkinsci.plugins.workflow.cps.DSL";

    /** Which method of Pipeline refuses calls without a block; everybody else asks out of interest. */
    private static final String REFUSING_METHOD = "invokeStep";

    private static final StackWalker STACK = StackWalker.getInstance();

    private OptionalBlock() {}

    /** What a descriptor's {@code takesImplicitBlockArgument} has to return to its caller. */
    static boolean isTaken() {
        return STACK.walk(frames -> frames.skip(2)
                .findFirst()
                .map(caller -> !caller.getClassName().equals(DSL)
                        || !caller.getMethodName().equals(REFUSING_METHOD))
                .orElse(true));
    }
}
