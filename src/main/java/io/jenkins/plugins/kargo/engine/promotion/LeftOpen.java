package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an aborted promotion leaves behind for people to decide about: nothing that is open is closed, because somebody may
 * have taken it up, and what another system carries out goes on there. Pure.
 */
final class LeftOpen {
    private static final Set<String> MERGING = Set.of("git-wait-for-pr", "git-merge-pr");

    private LeftOpen() {}

    /** @return to be added to the message, empty when there is nothing */
    static String words(Promotion promotion) {
        Set<String> open = new LinkedHashSet<>();
        for (StepRecord record : promotion.records().values()) {
            boolean done = record.status() == StepStatus.Succeeded;
            if (done && record.uses().equals("git-open-pr") && url(record) != null) {
                open.add(url(record));
            } else if (done && MERGING.contains(record.uses())) {
                // Of a merge only the commit is known: it is of the one that was opened last.
                String merged = url(record);
                open.remove(merged == null ? last(open) : merged);
            }
        }
        String requests = open.isEmpty()
                ? ""
                : "; " + (open.size() == 1 ? "this pull request stays" : "these pull requests stay") + " open: "
                        + String.join(", ", open);
        return requests + syncs(promotion);
    }

    /** Of a step that was waiting for syncs that it had started. */
    private static String syncs(Promotion promotion) {
        Set<String> applications = new TreeSet<>();
        for (StepRecord record : promotion.records().values()) {
            if (!record.status().isTerminal()
                    && record.uses().equals("argocd-update")
                    && record.intention().get("operations") instanceof Map<?, ?> operations) {
                operations.keySet().forEach(key -> applications.add(String.valueOf(key)));
            }
        }
        return applications.isEmpty()
                ? ""
                : "; Argo CD ends by itself what it was asked to do with " + String.join(", ", applications);
    }

    private static String url(StepRecord record) {
        return record.output() != null
                        && record.output().get("pr") instanceof Map<?, ?> pr
                        && pr.get("url") instanceof String url
                ? url
                : null;
    }

    private static String last(Set<String> urls) {
        String last = null;
        for (String url : urls) {
            last = url;
        }
        return last;
    }
}
