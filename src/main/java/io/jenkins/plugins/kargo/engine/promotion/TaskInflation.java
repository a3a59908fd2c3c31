package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.PromotionStep.TaskReference;
import io.jenkins.plugins.kargo.engine.model.PromotionTask;
import io.jenkins.plugins.kargo.engine.model.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns a template's steps into those of a promotion: task steps become the steps of their task, every step gets its
 * alias. The algorithm is that of Kargo's {@code InflateSteps}, order of variables included.
 */
final class TaskInflation {
    /** Between the alias of a task step and that of a step within the task. */
    static final String NAMESPACE_SEPARATOR = "::";

    private static final String TASK = "PromotionTask";
    private static final String CLUSTER_TASK = "ClusterPromotionTask";

    private final Configuration configuration;
    private final List<Variable> promotionVars;

    TaskInflation(Configuration configuration, List<Variable> promotionVars) {
        this.configuration = configuration;
        this.promotionVars = promotionVars;
    }

    List<PromotionStep> inflate(List<PromotionStep> steps) throws PromotionRefused {
        List<PromotionStep> inflated = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            PromotionStep step = steps.get(i);
            if (step.task() == null) {
                inflated.add(with(step, alias(step, "step-", i), step.vars()));
            } else {
                inflated.addAll(inflateTask(alias(step, "task-", i), step));
            }
        }
        return List.copyOf(inflated);
    }

    List<PromotionStep> inflateTask(String taskAlias, PromotionStep taskStep) throws PromotionRefused {
        PromotionTask task = task(taskStep.task());
        List<Variable> taskVars = taskVars(task, taskStep.vars(), taskAlias);
        List<PromotionStep> inflated = new ArrayList<>();
        for (int i = 0; i < task.steps().size(); i++) {
            PromotionStep step = task.steps().get(i);
            List<Variable> vars = new ArrayList<>(taskVars);
            vars.addAll(step.vars());
            inflated.add(with(step, stepAlias(taskAlias, alias(step, "step-", i)), vars));
        }
        return inflated;
    }

    static String stepAlias(String taskAlias, String stepAlias) {
        return taskAlias + NAMESPACE_SEPARATOR + stepAlias;
    }

    PromotionTask task(TaskReference reference) throws PromotionRefused {
        if (reference == null) {
            throw new PromotionRefused("missing task reference");
        }
        Map<String, PromotionTask> tasks =
                switch (reference.kind()) {
                    case "", TASK -> configuration.promotionTasks();
                    case CLUSTER_TASK -> configuration.clusterPromotionTasks();
                    default ->
                        throw new PromotionRefused("unknown task reference kind \"" + reference.kind() + "\" of task \""
                                + reference.name() + "\": write " + TASK + " or " + CLUSTER_TASK);
                };
        PromotionTask task = tasks.get(reference.name());
        if (task == null) {
            String kind = reference.kind().isEmpty() ? TASK : reference.kind();
            throw new PromotionRefused(kind + " \"" + reference.name() + "\" not found"
                    + Suggestions.among(reference.name(), tasks.keySet(), "the project has none"));
        }
        return task;
    }

    /** The task's defaults that no promotion variable overrides, then the variables of the step that uses the task. */
    List<Variable> taskVars(PromotionTask task, List<Variable> stepVars, String taskAlias) throws PromotionRefused {
        Set<String> givenByStep = namesWithValue(stepVars);
        Set<String> givenByPromotion = namesWithValue(promotionVars);
        List<Variable> vars = new ArrayList<>();
        for (Variable variable : task.vars()) {
            boolean inPromotion = givenByPromotion.contains(variable.name());
            if (hasValue(variable)) {
                if (!inPromotion) {
                    vars.add(variable);
                }
            } else if (!inPromotion && !givenByStep.contains(variable.name())) {
                throw new PromotionRefused("missing value for variable \"" + variable.name() + "\" of "
                        + task.kind() + " \"" + task.metadata().name() + "\": give it in the vars of step \""
                        + taskAlias
                        + "\", of the template or of the stage");
            }
        }
        vars.addAll(stepVars);
        return vars;
    }

    private static Set<String> namesWithValue(List<Variable> vars) {
        Set<String> names = new HashSet<>();
        vars.stream().filter(TaskInflation::hasValue).forEach(variable -> names.add(variable.name()));
        return names;
    }

    private static boolean hasValue(Variable variable) {
        return variable.value() != null && !variable.value().isEmpty();
    }

    private static String alias(PromotionStep step, String prefix, int index) {
        return step.as().isEmpty() ? prefix + (index + 1) : step.as();
    }

    private static PromotionStep with(PromotionStep step, String alias, List<Variable> vars) {
        return new PromotionStep(
                step.uses(), null, alias, step.condition(), step.continueOnError(), step.retry(), vars, step.config());
    }
}
