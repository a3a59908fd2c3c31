package io.jenkins.plugins.kargo.engine.expression.function;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.FunctionTable;
import io.jenkins.plugins.kargo.engine.expression.value.Arguments;
import io.jenkins.plugins.kargo.engine.expression.value.Function;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** {@code always}, {@code success}, {@code failure} and {@code status}: what became of the steps before. */
public final class StatusFunctions {
    /** Between a task's alias and that of its step. */
    private static final String SEPARATOR = "::";

    private final String currentAlias;
    private final List<StepRecord> records;

    private StatusFunctions(String currentAlias, List<StepRecord> records) {
        this.currentAlias = currentAlias;
        this.records = records;
    }

    /**
     * The functions for one step.
     *
     * @param currentAlias the step's full alias: {@code status} takes aliases relative to its task
     * @param records those of the steps before
     */
    @NonNull
    public static FunctionTable table(@NonNull String currentAlias, @NonNull Collection<StepRecord> records) {
        StatusFunctions functions = new StatusFunctions(currentAlias, List.copyOf(records));
        List<Signature> nothing = List.of(Signature.of(Type.BOOL));
        return FunctionTable.of(Map.of(
                "always", Function.of(nothing, arguments -> true),
                "success", Function.of(nothing, arguments -> !functions.hasFailure(arguments)),
                "failure", Function.of(nothing, functions::hasFailure),
                "status", Function.of(List.of(Signature.of(Type.TEXT, Type.TEXT)), functions::status)));
    }

    private boolean hasFailure(Arguments arguments) {
        arguments.expect(0, 0);
        return records.stream()
                .anyMatch(r ->
                        !r.continueOnError() && (r.status() == StepStatus.Failed || r.status() == StepStatus.Errored));
    }

    /** The empty string for a step that has not run. */
    private Object status(Arguments arguments) {
        arguments.expect(1, 1);
        String alias = arguments.text(0);
        if (alias.isEmpty()) {
            throw new ValueException("argument must not be empty");
        }
        return records.stream()
                .filter(r -> namespace(r.alias()).equals(namespace(currentAlias))
                        && shortAlias(r.alias()).equals(alias))
                .map(r -> r.status().name())
                .findFirst()
                .orElse("");
    }

    private static String namespace(String alias) {
        String[] parts = alias.split(SEPARATOR, -1);
        return parts.length == 2 ? parts[0] : "";
    }

    private static String shortAlias(String alias) {
        String[] parts = alias.split(SEPARATOR, -1);
        return parts.length == 2 ? parts[1] : alias;
    }
}
