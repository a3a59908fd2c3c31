package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Result;
import hudson.model.Run;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Finds what steps in a block marked as UNSTABLE or worse, such as {@code junit} or {@code unstable}. */
final class BodyWarnings {
    private BodyWarnings() {}

    /**
     * @param before the build's result when the block began, null for none: used where the build has no graph
     * @return a warning in words, empty when there is none
     */
    @NonNull
    static Optional<String> find(@NonNull StepContext context, @CheckForNull Result before)
            throws IOException, InterruptedException {
        FlowNode block = context.get(FlowNode.class);
        if (block != null) {
            return inGraph(block);
        }
        Result now = context.get(Run.class).getResult();
        boolean worse = now != null && (before == null || now.isWorseThan(before));
        return worse && now.isWorseOrEqualTo(Result.UNSTABLE)
                ? Optional.of("the build became " + now)
                : Optional.empty();
    }

    private static Optional<String> inGraph(FlowNode block) {
        int first = number(block.getId());
        Set<String> seen = new HashSet<>();
        Deque<FlowNode> open = new ArrayDeque<>(block.getExecution().getCurrentHeads());
        while (!open.isEmpty()) {
            FlowNode node = open.pop();
            // Ids grow with time: what is older than the block is not in it.
            if (!seen.add(node.getId()) || number(node.getId()) <= first) {
                continue;
            }
            WarningAction warning = node.getPersistentAction(WarningAction.class);
            if (warning != null
                    && warning.getResult().isWorseOrEqualTo(Result.UNSTABLE)
                    && node.getAllEnclosingIds().contains(block.getId())) {
                String message = warning.getMessage() == null ? node.getDisplayName() : warning.getMessage();
                return Optional.of(warning.getResult() + ": " + message);
            }
            open.addAll(node.getParents());
        }
        return Optional.empty();
    }

    private static int number(String id) {
        try {
            return Integer.parseInt(id);
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }
}
