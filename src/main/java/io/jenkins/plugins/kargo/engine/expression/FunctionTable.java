package io.jenkins.plugins.kargo.engine.expression;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.value.Function;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The functions that a context adds to the language, by name; immutable. A function hides the builtin of its name
 * ({@code ::name()} still calls that one).
 */
public final class FunctionTable {
    @NonNull
    public static final FunctionTable EMPTY = new FunctionTable(Map.of());

    private final Map<String, Function> functions;

    private FunctionTable(Map<String, Function> functions) {
        this.functions = functions;
    }

    @NonNull
    public static FunctionTable of(@NonNull Map<String, ? extends Function> functions) {
        return new FunctionTable(Map.copyOf(functions));
    }

    @NonNull
    public FunctionTable with(@NonNull String name, @NonNull Function function) {
        return plus(of(Map.of(name, function)));
    }

    /** The functions of both; the other's win. */
    @NonNull
    public FunctionTable plus(@NonNull FunctionTable other) {
        Map<String, Function> both = new LinkedHashMap<>(functions);
        both.putAll(other.functions);
        return of(both);
    }

    @CheckForNull
    public Function find(@NonNull String name) {
        return functions.get(name);
    }

    @NonNull
    public Set<String> names() {
        return functions.keySet();
    }
}
