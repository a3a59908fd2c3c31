package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.FunctionTable;
import io.jenkins.plugins.kargo.engine.expression.Template;
import io.jenkins.plugins.kargo.engine.expression.function.StatusFunctions;
import io.jenkins.plugins.kargo.engine.manifest.Capabilities;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.verification.StageFunctions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says what is wrong with the expressions of a step before it is their turn: what is none, and names that do not exist. */
public final class StepExpressionCheck implements Capabilities.ExpressionCheck {
    private static final Set<String> VARIABLES = Set.of("ctx", "vars", "outputs", "stepMetas", "task");

    private final FunctionTable functions;

    /** @param store is not asked: the functions are named, never called */
    public StepExpressionCheck(@NonNull KargoStore store) {
        functions = StageFunctions.table(
                        store,
                        (project, name) -> null,
                        new ProjectKey("", "any"),
                        Configuration.EMPTY,
                        "",
                        new FreightCollection("", Map.of()))
                .plus(StatusFunctions.table("", List.of()));
    }

    @Override
    public Optional<String> apply(String text) {
        return Template.problem(text, functions, VARIABLES);
    }
}
