package io.jenkins.plugins.kargo.engine.promotion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Hash of what an approval is for: the stage, its Freight, the configuration, what the steps before the waiting one made
 * (commits and other outputs) and what they changed in the rendered output. Nothing of it can change without voiding the
 * answers.
 */
public final class ApprovalBinding {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private ApprovalBinding() {}

    /**
     * @param diffs what the promotion's steps changed in the rendered output, by alias
     * @param alias of the step that waits
     */
    @NonNull
    public static String of(
            @NonNull Promotion promotion, @NonNull Map<String, RenderedDiff> diffs, @NonNull String alias) {
        Map<String, Object> bound = new LinkedHashMap<>();
        bound.put("stage", promotion.stage());
        bound.put("freight", promotion.freight());
        bound.put("collection", promotion.collection().id());
        bound.put("configuration", promotion.configuration());
        Map<String, Object> outputs = new LinkedHashMap<>();
        Map<String, Object> changes = new LinkedHashMap<>();
        for (PromotionStep step : promotion.steps()) {
            if (step.as().equals(alias)) {
                break;
            }
            Optional<StepRecord> record = promotion.recordOf(step.as());
            record.map(StepRecord::output).ifPresent(output -> outputs.put(step.as(), output));
            if (diffs.containsKey(step.as())) {
                changes.put(step.as(), diffs.get(step.as()));
            }
        }
        bound.put("outputs", outputs);
        if (!changes.isEmpty()) {
            bound.put("changes", changes);
        }
        return hash(bound);
    }

    /** The same for something more that is shown to people. */
    @NonNull
    public static String with(@NonNull String binding, @NonNull String more) {
        return hash(Map.of("binding", binding, "more", more));
    }

    private static String hash(Map<String, Object> values) {
        try {
            byte[] text = JSON.writeValueAsString(values).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
