package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.model.PromotionTask;
import java.util.List;
import java.util.Map;

/** Reads PromotionTasks and ClusterPromotionTasks. */
final class TaskReader {
    private static final Shape SHAPE = CommonShapes.resource()
            .required(
                    "spec",
                    Fields.none().optional("vars", CommonShapes.VARIABLES).required("steps", StepShape.OF_TASKS));

    private TaskReader() {}

    static void read(Document written, Loading loading) {
        Document document = written.with(
                LegacySteps.translate(written.body(), List.of("spec"), "task.outputs", written.problems()));
        loading.declare(document);
        SHAPE.check(document.body(), "", document.problems());
        StepShape.checkNames(document.spec().maps("steps"), "spec.steps", "task " + document.name(), document, loading);
        if (!document.problems().hasErrors()) {
            Map<String, PromotionTask> tasks = document.kind().equals(Kinds.PROMOTION_TASK)
                    ? loading.promotionTasks
                    : loading.clusterPromotionTasks;
            tasks.put(
                    document.name(),
                    new PromotionTask(
                            document.kind(),
                            document.metadata(),
                            StepReader.taskVariables(document.spec()),
                            StepReader.steps(document.spec())));
        }
    }
}
