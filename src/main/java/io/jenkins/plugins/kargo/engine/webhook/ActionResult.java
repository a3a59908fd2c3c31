package io.jenkins.plugins.kargo.engine.webhook;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of one action of a generic receiver.
 *
 * @param matched whether the request satisfied its condition
 * @param warehouses that it selects
 * @param summary for the sender
 */
record ActionResult(
        boolean matched,
        @NonNull Set<String> warehouses,
        @NonNull Result result,
        @NonNull String summary) {
    /** Kargo's words. */
    enum Result {
        Success,
        NotApplicable,
        Error
    }

    /** In the form of Kargo's answer. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("action", "Refresh");
        json.put("matchedWhenExpression", matched);
        if (!warehouses.isEmpty()) {
            List<Map<String, Object>> targets = new TreeSet<>(warehouses)
                    .stream()
                            .map(name -> Map.<String, Object>of("name", name, "success", true))
                            .toList();
            json.put("selectedTargets", targets);
        }
        json.put("result", result.name());
        json.put("summary", summary);
        return json;
    }
}
