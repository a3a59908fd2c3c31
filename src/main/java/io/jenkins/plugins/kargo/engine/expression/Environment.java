package io.jenkins.plugins.kargo.engine.expression;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.Limits;
import io.jenkins.plugins.kargo.engine.expression.value.Members;
import io.jenkins.plugins.kargo.engine.expression.value.TypeNames;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an expression can see: variables by name (plain values, or {@link Lazy} ones) and functions; and how far it may
 * go. Immutable, as long as nobody changes the values.
 */
public final class Environment {
    /** The name under which an expression sees all variables as a map. */
    static final String ALL = "$env";

    private final Map<String, Object> variables;
    private final FunctionTable functions;
    private final Limits limits;
    private final boolean secretsAllowed;
    private final Clock clock;

    private Environment(
            Map<String, Object> variables,
            FunctionTable functions,
            Limits limits,
            boolean secretsAllowed,
            Clock clock) {
        this.variables = variables;
        this.functions = functions;
        this.limits = limits;
        this.secretsAllowed = secretsAllowed;
        this.clock = clock;
    }

    /** Variables and no functions; secrets must not be looked into. */
    @NonNull
    public static Environment of(@NonNull Map<String, ?> variables) {
        Map<String, Object> copy = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        return new Environment(copy, FunctionTable.EMPTY, Limits.DEFAULT, false, Clock.systemUTC());
    }

    /** A document as the environment: its keys are the variables, and {@code $env} is the document itself, a list too. */
    @NonNull
    public static Environment ofDocument(@CheckForNull Object document) {
        Map<String, Object> variables = new LinkedHashMap<>();
        if (document instanceof Map<?, ?> map) {
            map.forEach((key, value) -> variables.put(String.valueOf(key), value));
        }
        return of(variables).withVariable(ALL, document);
    }

    /** With one more variable, or another value for it. */
    @NonNull
    public Environment withVariable(@NonNull String name, @CheckForNull Object value) {
        Map<String, Object> more = new LinkedHashMap<>(variables);
        more.put(name, value);
        return new Environment(Collections.unmodifiableMap(more), functions, limits, secretsAllowed, clock);
    }

    /** With more functions; of equal names the new ones win. */
    @NonNull
    public Environment withFunctions(@NonNull FunctionTable more) {
        return new Environment(variables, functions.plus(more), limits, secretsAllowed, clock);
    }

    @NonNull
    public Environment withLimits(@NonNull Limits other) {
        return new Environment(variables, functions, other, secretsAllowed, clock);
    }

    @NonNull
    public Environment withClock(@NonNull Clock other) {
        return new Environment(variables, functions, limits, secretsAllowed, other);
    }

    /** Whether expressions may look into tainted values; what they make of them is tainted too. */
    @NonNull
    public Environment withSecretsAllowed(boolean allowed) {
        return new Environment(variables, functions, limits, allowed, clock);
    }

    @NonNull
    public FunctionTable functions() {
        return functions;
    }

    @NonNull
    Limits limits() {
        return limits;
    }

    boolean defines(String name) {
        return variables.containsKey(name);
    }

    Evaluation start() {
        return new Evaluation(limits, secretsAllowed, clock);
    }

    /**
     * The variable's value, null for one that does not exist.
     *
     * @throws ValueException when the environment is a document that has
     *     no names, such as a list
     */
    @CheckForNull
    Object get(String name) {
        Object value = variables.get(name);
        if (value == null && variables.containsKey(ALL) && !variables.containsKey(name)) {
            Object document = variables.get(ALL);
            if (!(document instanceof Map)) {
                throw new ValueException("cannot fetch " + name + " from "
                        + (document == null ? "nil" : TypeNames.of(Members.normal(document))));
            }
        }
        return value instanceof Lazy lazy ? Members.normal(lazy.get()) : Members.normal(value);
    }

    /** What {@code $env} is. */
    @CheckForNull
    Object all() {
        if (variables.containsKey(ALL)) {
            return get(ALL);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        variables.keySet().forEach(name -> all.put(name, get(name)));
        return all;
    }
}
