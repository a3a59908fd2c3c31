package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What an aborted promotion leaves behind for people to decide about: nothing that is open is closed, because somebody may
 * have taken it up. Pure.
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
        if (open.isEmpty()) {
            return "";
        }
        return "; " + (open.size() == 1 ? "this pull request stays" : "these pull requests stay") + " open: "
                + String.join(", ", open);
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
