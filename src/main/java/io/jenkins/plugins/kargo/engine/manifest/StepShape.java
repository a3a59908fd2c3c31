package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The steps of a promotion template or of a task. */
final class StepShape {
    private static final Pattern RESERVED = Pattern.compile("(step|task)-\\d+");

    private static final Fields FIELDS = Fields.none()
            .optional("uses", CommonShapes.NON_EMPTY)
            .optional(
                    "task",
                    Fields.none()
                            .required("name", CommonShapes.NAME)
                            .optional("kind", Shape.oneOf(Kinds.PROMOTION_TASK, Kinds.CLUSTER_PROMOTION_TASK)))
            .optional("as", Shape.TEXT)
            .optional("if", Shape.TEXT)
            .optional("continueOnError", Shape.FLAG)
            .optional(
                    "retry",
                    Fields.none()
                            .optional("timeout", Shape.text(Formats::goDuration))
                            .optional("errorThreshold", Shape.whole(0, Integer.MAX_VALUE)))
            .optional("vars", CommonShapes.VARIABLES)
            .optional("config", Shape.MAPPING);

    /** Steps that run a built-in step or a task. */
    static final Shape OF_TEMPLATES =
            Shape.nonEmptyListOf(FIELDS.and(StepShape::usesOrTask)).and(StepShape::aliases);

    /** Steps of a task, which cannot run other tasks. */
    static final Shape OF_TASKS =
            Shape.nonEmptyListOf(FIELDS.and(StepShape::usesOnly)).and(StepShape::aliases);

    private StepShape() {}

    private static void usesOrTask(Value value, String path, Problems problems) {
        if (!(value instanceof Mapping step)) {
            return;
        }
        if (step.has("uses") == step.has("task")) {
            problems.error(
                    step.at(),
                    path,
                    "must have either uses (a step) or task (a PromotionTask); found "
                            + (step.has("uses") ? "both" : "neither"));
        }
        if (step.has("task") && !step.has("uses")) {
            for (String field : List.of("if", "continueOnError", "retry", "config")) {
                if (step.has(field)) {
                    problems.error(
                            step.keyAt(field),
                            path + '.' + field,
                            "a step that runs a task takes as and vars only; set it on the steps of the task");
                }
            }
        }
    }

    private static void usesOnly(Value value, String path, Problems problems) {
        if (value instanceof Mapping step) {
            if (step.has("task")) {
                problems.error(
                        step.keyAt("task"), path + ".task", "a task cannot run another task; use its steps here");
            } else if (!step.has("uses")) {
                problems.error(step.at(), path, "lacks the required field uses");
            }
        }
    }

    private static void aliases(Value value, String path, Problems problems) {
        if (!(value instanceof Value.Sequence steps)) {
            return;
        }
        Map<String, Integer> aliases = new HashMap<>();
        for (int i = 0; i < steps.items().size(); i++) {
            if (!(steps.items().get(i) instanceof Mapping step)
                    || step.text("as").isEmpty()) {
                continue;
            }
            String alias = step.text("as");
            String aliasPath = path + '[' + i + "].as";
            Integer first = aliases.putIfAbsent(alias, i);
            if (RESERVED.matcher(alias).matches()) {
                problems.error(
                        step.at("as"),
                        aliasPath,
                        Wording.quoted(alias) + " is kept for steps without an alias; choose another one");
            }
            if (first != null) {
                problems.error(
                        step.at("as"),
                        aliasPath,
                        "step " + first + " (counted from 0) has the alias " + Wording.quoted(alias)
                                + " already; choose another one");
            }
        }
    }

    /** Checks the names in {@code uses}, and notes the tasks that the steps name. */
    static void checkNames(List<Mapping> steps, String path, String from, Document document, Loading loading) {
        for (int i = 0; i < steps.size(); i++) {
            Mapping step = steps.get(i);
            String stepPath = path + '[' + i + ']';
            if (!step.text("uses").isEmpty()) {
                StepNames.check(step.text("uses"), step.at("uses"), stepPath + ".uses", document.problems(), loading);
            }
            Mapping task = step.map("task");
            if (!task.text("name").isEmpty()) {
                loading.references.add(new Reference(
                        StepReader.taskKind(task),
                        task.text("name"),
                        from,
                        task.at("name"),
                        stepPath + ".task.name",
                        document.problems()));
            }
        }
    }
}
