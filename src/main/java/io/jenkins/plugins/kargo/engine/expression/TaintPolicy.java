package io.jenkins.plugins.kargo.engine.expression;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Where in a configuration expressions may use secrets. */
@FunctionalInterface
public interface TaintPolicy {
    /** Nowhere: using one is an error. */
    @NonNull
    TaintPolicy REFUSE = field -> false;

    /** Everywhere: what is made of a secret comes out tainted. For variables, which are passed on to other fields. */
    @NonNull
    TaintPolicy ALLOW = field -> true;

    /** @param field such as {@code headers[0].value}, empty for the whole */
    boolean allows(@NonNull String field);
}
