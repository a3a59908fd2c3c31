package io.jenkins.plugins.kargo.engine.expression.function;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.FunctionTable;
import io.jenkins.plugins.kargo.engine.expression.value.Arguments;
import io.jenkins.plugins.kargo.engine.expression.value.Durations;
import io.jenkins.plugins.kargo.engine.expression.value.Function;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import io.jenkins.plugins.kargo.engine.model.FreightStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code freightMetadata}, {@code freightStatus} and {@code stageMetadata}: nil for what does not exist. */
public final class MetadataFunctions {
    private static final List<Signature> BY_NAME = List.of(Signature.of(Type.MAP, Type.TEXT));

    private MetadataFunctions() {}

    @NonNull
    public static FunctionTable table(@NonNull MetadataLookup lookup) {
        return FunctionTable.of(Map.of(
                "freightMetadata",
                Function.of(BY_NAME, a -> freightMetadata(lookup.freightStatus(name(a, "freight ref name")))),
                "freightStatus",
                Function.of(BY_NAME, a -> freightStatus(lookup.freightStatus(name(a, "freight ref name")))),
                "stageMetadata",
                Function.of(BY_NAME, a -> metadata(lookup.stageMetadata(name(a, "stage name"))))));
    }

    private static String name(Arguments arguments, String what) {
        arguments.expect(1, 1);
        String name = arguments.text(0);
        if (name.isEmpty()) {
            throw new ValueException(what + " must not be empty");
        }
        return name;
    }

    private static Object freightMetadata(FreightStatus status) {
        return status == null ? null : metadata(status.metadata());
    }

    private static Object metadata(Map<String, Object> metadata) {
        return metadata == null || metadata.isEmpty() ? null : JsonValues.of(metadata);
    }

    /** The status as Kargo's JSON has it, without what is empty. */
    private static Object freightStatus(FreightStatus status) {
        if (status == null) {
            return null;
        }
        Map<String, Object> currentlyIn = new LinkedHashMap<>();
        status.currentlyIn().forEach((stage, since) -> currentlyIn.put(stage, given("since", time(since))));
        Map<String, Object> verifiedIn = new LinkedHashMap<>();
        status.verifiedIn()
                .forEach((stage, verified) -> verifiedIn.put(
                        stage,
                        given(
                                "verifiedAt",
                                time(verified.verifiedAt()),
                                "longestSoak",
                                verified.longestSoak() == null ? null : Durations.print(verified.longestSoak()))));
        Map<String, Object> approvedFor = new LinkedHashMap<>();
        status.approvedFor()
                .forEach((stage, approved) -> approvedFor.put(stage, given("approvedAt", time(approved.approvedAt()))));
        return JsonValues.of(given(
                "currentlyIn", currentlyIn,
                "verifiedIn", verifiedIn,
                "approvedFor", approvedFor,
                "metadata", status.metadata()));
    }

    /** Keys and values in turn, those that are null or empty left out. */
    private static Map<String, Object> given(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            boolean empty = entries[i + 1] == null || entries[i + 1] instanceof Map<?, ?> nested && nested.isEmpty();
            if (!empty) {
                map.put((String) entries[i], entries[i + 1]);
            }
        }
        return map;
    }

    private static String time(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
