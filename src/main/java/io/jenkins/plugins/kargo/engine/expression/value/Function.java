package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/** A function that expressions can call. Implementations are stateless or made for one evaluation after another. */
public interface Function {
    /** The ways to call it, checked when an expression is compiled; the first that fits gives the result's type. */
    @NonNull
    List<Signature> signatures();

    /**
     * @return one of the values named in this package's description
     * @throws ValueException with a message for the author of the expression
     */
    @CheckForNull
    Object call(@NonNull Arguments arguments);

    /** A function from its parts. */
    @NonNull
    static Function of(@NonNull List<Signature> signatures, @NonNull Body body) {
        List<Signature> ways = List.copyOf(signatures);
        return new Function() {
            @Override
            public List<Signature> signatures() {
                return ways;
            }

            @Override
            public Object call(Arguments arguments) {
                return body.call(arguments);
            }
        };
    }

    /** What a function does. */
    @FunctionalInterface
    interface Body {
        @CheckForNull
        Object call(@NonNull Arguments arguments);
    }
}
