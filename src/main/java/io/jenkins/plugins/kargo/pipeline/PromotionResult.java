package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.promotion.PromotionEnvironment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a script gets from {@code kargoPromote}, and what it reads when a promotion did not succeed. */
final class PromotionResult {
    private static final List<String> COMMITTING = List.of("git-push", "github-push", "git-commit");

    private PromotionResult() {}

    @NonNull
    static LinkedHashMap<String, Object> of(
            @NonNull Promotion promotion, boolean preview, @NonNull Collection<RenderedDiff> diffs) {
        LinkedHashMap<String, Object> result = new LinkedHashMap<>();
        result.put("promotion", promotion.name());
        result.put("phase", promotion.phase().name());
        result.put("stage", promotion.stage());
        result.put("freight", promotion.freight());
        result.put("alias", PromotionEnvironment.alias(promotion));
        result.put("outputs", outputs(promotion));
        result.put("commit", commit(promotion));
        result.put("preview", preview);
        result.put("changes", changes(diffs));
        return result;
    }

    /** What changed in the rendered output, summed over the steps that committed it. */
    private static LinkedHashMap<String, Object> changes(Collection<RenderedDiff> diffs) {
        int files = 0;
        int added = 0;
        int removed = 0;
        ArrayList<Object> resources = new ArrayList<>();
        for (RenderedDiff diff : diffs) {
            files += diff.files().size() + diff.moreFiles();
            added += diff.addedLines();
            removed += diff.removedLines();
            for (RenderedDiff.ResourceChange resource : diff.resources()) {
                LinkedHashMap<String, Object> one = new LinkedHashMap<>();
                one.put("change", resource.change().name());
                one.put("kind", resource.kind());
                one.put("namespace", resource.namespace());
                one.put("name", resource.name());
                resources.add(one);
            }
        }
        LinkedHashMap<String, Object> changes = new LinkedHashMap<>();
        changes.put("files", files);
        changes.put("added", added);
        changes.put("removed", removed);
        changes.put("resources", resources);
        return changes;
    }

    /** For a stage that this build leaves alone. @param reason why */
    @NonNull
    static LinkedHashMap<String, Object> skipped(@NonNull String stage, @NonNull String reason) {
        LinkedHashMap<String, Object> result = new LinkedHashMap<>();
        result.put("promotion", "");
        result.put("phase", "Skipped");
        result.put("stage", stage);
        result.put("freight", "");
        result.put("alias", "");
        result.put("outputs", new LinkedHashMap<>());
        result.put("commit", "");
        result.put("preview", false);
        result.put("message", reason);
        return result;
    }

    /** One sentence about a promotion that ended without success. */
    @NonNull
    static String failure(@NonNull Promotion promotion) {
        String what =
                "Promotion " + promotion.name() + " to stage " + promotion.stage() + " ended " + promotion.phase();
        return promotion.message().isEmpty() ? what : what + ": " + promotion.message();
    }

    static boolean isSuccess(@NonNull Promotion promotion) {
        return promotion.phase() == PromotionPhase.Succeeded;
    }

    private static LinkedHashMap<String, Object> outputs(Promotion promotion) {
        LinkedHashMap<String, Object> outputs = new LinkedHashMap<>();
        promotion.records().forEach((alias, record) -> {
            if (record.output() != null) {
                outputs.put(alias, PlainData.map(record.output()));
            }
        });
        return outputs;
    }

    /** The commit that was pushed last, else the one that was made last, else nothing. */
    private static String commit(Promotion promotion) {
        for (String uses : COMMITTING) {
            String found = "";
            for (StepRecord record : promotion.records().values()) {
                Map<String, Object> output = record.output();
                if (record.uses().equals(uses) && output != null && output.get("commit") instanceof String commit) {
                    found = commit;
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }
}
