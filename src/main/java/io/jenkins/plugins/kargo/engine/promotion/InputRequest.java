package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a step asks people for, and the answer once it is there. It is stored as the step's intention.
 *
 * @param schema as JSON, see {@link InputSchema}
 * @param responders who may answer; empty for everybody who may promote
 * @param display what people are told beside the form, may be empty
 * @param binding hash of what is asked and of what it is asked for: an answer counts only for the same
 * @param expiresAt when no answer is taken any more, null for never
 */
public record InputRequest(
        @NonNull String schema,
        @NonNull List<ApprovalRequest.Entry> responders,
        @NonNull String display,
        @NonNull String binding,
        @CheckForNull Instant expiresAt,
        @CheckForNull Answer answer) {
    /** @param values valid by the schema */
    public record Answer(
            @NonNull Map<String, Object> values,
            @NonNull String by,
            @NonNull Instant at) {}

    public InputRequest {
        responders = List.copyOf(responders);
    }

    @NonNull
    public InputRequest answered(@CheckForNull Answer newAnswer) {
        return new InputRequest(schema, responders, display, binding, expiresAt, newAnswer);
    }

    public boolean isExpired(@NonNull Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** In words. */
    @NonNull
    public String describeResponders() {
        return responders.isEmpty()
                ? "anybody who may promote"
                : new ApprovalRequest(responders, 1, "", null, 0).describeApprovers();
    }

    public boolean admits(@NonNull Approver person) {
        return responders.isEmpty() || responders.stream().anyMatch(entry -> entry.admits(person));
    }

    @NonNull
    public Map<String, Object> toIntention() {
        Map<String, Object> intention = new LinkedHashMap<>();
        intention.put("schema", schema);
        intention.put(
                "responders",
                responders.stream().map(ApprovalRequest.Entry::values).toList());
        intention.put("display", display);
        intention.put("binding", binding);
        if (expiresAt != null) {
            intention.put("expiresAt", expiresAt.toString());
        }
        if (answer != null) {
            intention.put("values", answer.values());
            intention.put("respondedBy", answer.by());
            intention.put("respondedAt", answer.at().toString());
        }
        return intention;
    }

    /** The inverse of {@link #toIntention}. */
    @NonNull
    @SuppressWarnings("unchecked")
    public static InputRequest ofIntention(@NonNull Map<String, Object> intention) {
        Object expiresAt = intention.get("expiresAt");
        Answer answer = intention.get("respondedAt") instanceof String at
                ? new Answer(
                        (Map<String, Object>) intention.get("values"),
                        (String) intention.get("respondedBy"),
                        Instant.parse(at))
                : null;
        return new InputRequest(
                (String) intention.get("schema"),
                ((List<?>) intention.get("responders"))
                        .stream()
                                .map(Map.class::cast)
                                .map(ApprovalRequest.Entry::of)
                                .toList(),
                (String) intention.get("display"),
                (String) intention.get("binding"),
                expiresAt == null ? null : Instant.parse(expiresAt.toString()),
                answer);
    }
}
