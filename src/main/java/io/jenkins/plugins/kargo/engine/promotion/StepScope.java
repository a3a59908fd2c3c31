package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a step of a promotion sees: what the steps before it left. A step that is repeated to rebuild a lost work dir
 * therefore sees what it saw the first time.
 *
 * @param index of the step
 * @param preview whether nothing but files may change
 * @param contextExtras added to {@code ctx}
 */
record StepScope(
        Promotion promotion,
        int index,
        Configuration configuration,
        boolean preview,
        Map<String, Object> contextExtras) {
    private static final String COMPOSE_OUTPUT = "compose-output";

    PromotionStep step() {
        return promotion.steps().get(index);
    }

    /** The same for another step of the promotion. */
    StepScope at(int otherIndex) {
        return new StepScope(promotion, otherIndex, configuration, preview, contextExtras);
    }

    /** The records of the steps before this one, in order; of this one too when it has run before. */
    List<StepRecord> records() {
        return promotion.steps().subList(0, index + 1).stream()
                .map(step -> promotion.recordOf(step.as()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether an earlier step that may not fail did fail. */
    boolean hasFailures() {
        return before().stream()
                .filter(record -> !record.continueOnError())
                .anyMatch(record -> record.status() == StepStatus.Failed || record.status() == StepStatus.Errored);
    }

    /** The variable {@code outputs}: by alias, and under a task's alias what its compose-output steps published. */
    Map<String, Object> outputs() {
        Map<String, Object> outputs = new LinkedHashMap<>();
        for (StepRecord record : records()) {
            if (record.output() != null) {
                outputs.put(record.alias(), record.output());
                String task = task(record.alias());
                if (COMPOSE_OUTPUT.equals(record.uses()) && !task.isEmpty()) {
                    outputs.merge(task, record.output(), StepScope::merged);
                }
            }
        }
        return outputs;
    }

    /** The variable {@code task.outputs}; empty when the step is of no task. */
    Optional<Map<String, Object>> taskOutputs() {
        String task = task(step().as());
        if (task.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> outputs = new LinkedHashMap<>();
        for (StepRecord record : records()) {
            if (record.output() != null && task.equals(task(record.alias()))) {
                int start = task.length() + TaskInflation.NAMESPACE_SEPARATOR.length();
                outputs.put(record.alias().substring(start), record.output());
            }
        }
        return Optional.of(outputs);
    }

    /** The records of the steps before this one, in order. */
    List<StepRecord> before() {
        String self = step().as();
        return records().stream().filter(record -> !record.alias().equals(self)).toList();
    }

    /** The task's alias in a step's alias, empty when the step is of no task. */
    private static String task(String alias) {
        int separator = alias.indexOf(TaskInflation.NAMESPACE_SEPARATOR);
        boolean single = separator >= 0 && alias.indexOf(TaskInflation.NAMESPACE_SEPARATOR, separator + 2) < 0;
        return single ? alias.substring(0, separator) : "";
    }

    @SuppressWarnings("unchecked")
    private static Object merged(Object first, Object second) {
        Map<String, Object> both = new LinkedHashMap<>((Map<String, Object>) first);
        both.putAll((Map<String, Object>) second);
        return both;
    }
}
