package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.model.GoDurations;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.PromotionStep.Retry;
import io.jenkins.plugins.kargo.engine.model.PromotionStep.TaskReference;
import io.jenkins.plugins.kargo.engine.model.Variable;
import java.util.List;

/** Steps and variables that have been checked. */
final class StepReader {
    private StepReader() {}

    static List<PromotionStep> steps(Mapping holder) {
        return holder.maps("steps").stream().map(StepReader::step).toList();
    }

    private static PromotionStep step(Mapping step) {
        Mapping task = step.map("task");
        Mapping retry = step.map("retry");
        return new PromotionStep(
                step.text("uses"),
                step.has("task") ? new TaskReference(task.text("name"), taskKind(task)) : null,
                step.text("as"),
                step.text("if"),
                step.flag("continueOnError", false),
                step.has("retry")
                        ? new Retry(
                                GoDurations.findGo(retry.text("timeout")).orElse(null),
                                retry.whole("errorThreshold", 0))
                        : Retry.DEFAULT,
                variables(step),
                step.map("config").plain());
    }

    static String taskKind(Mapping task) {
        return task.text("kind").isEmpty() ? Kinds.PROMOTION_TASK : task.text("kind");
    }

    /** Without a value a variable is empty. */
    static List<Variable> variables(Mapping holder) {
        return holder.maps("vars").stream()
                .map(variable -> new Variable(variable.text("name"), variable.text("value")))
                .toList();
    }

    /** Without a value a task's variable must be given by whoever runs the task. */
    static List<Variable> taskVariables(Mapping holder) {
        return variables(holder).stream()
                .map(variable -> "".equals(variable.value()) ? new Variable(variable.name(), null) : variable)
                .toList();
    }
}
