package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a step that waits for approval asks for. It is stored as the step's intention, so that answers can be checked
 * against it.
 *
 * @param minApprovals how many different people must approve
 * @param binding hash of what is to be approved: an answer counts only for the same
 * @param expiresAt when no answer is taken any more, null for never
 * @param reminders how many reminders have been given so far
 */
public record ApprovalRequest(
        @NonNull List<Entry> approvers,
        int minApprovals,
        @NonNull String binding,
        @CheckForNull Instant expiresAt,
        int reminders) {
    private static final String USER = "user";
    private static final String GROUP = "group";
    private static final String REQUIRED = "required";

    /**
     * Who may answer: a user id or the name of a group; the other one is empty.
     *
     * @param required whether the step is not done before this user, or somebody of this group, has approved
     */
    public record Entry(@NonNull String user, @NonNull String group, boolean required) {
        boolean admits(Approver approver) {
            return user.isEmpty() ? approver.isIn(group) : approver.is(user);
        }

        Map<String, Object> values() {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put(user.isEmpty() ? GROUP : USER, user.isEmpty() ? group : user);
            if (required) {
                values.put(REQUIRED, true);
            }
            return values;
        }

        static Entry of(Map<?, ?> values) {
            Object user = values.get(USER);
            Object group = values.get(GROUP);
            return new Entry(
                    user == null ? "" : user.toString(),
                    group == null ? "" : group.toString(),
                    Boolean.TRUE.equals(values.get(REQUIRED)));
        }

        /** The user id, or the group in words. */
        @NonNull
        @Override
        public String toString() {
            return user.isEmpty() ? "group " + group : user;
        }
    }

    public ApprovalRequest {
        approvers = List.copyOf(approvers);
    }

    public boolean admits(@NonNull Approver approver) {
        return approvers.stream().anyMatch(entry -> entry.admits(approver));
    }

    /** Which of the approvers the person is, in words as {@link Entry#toString}. */
    @NonNull
    public List<String> met(@NonNull Approver approver) {
        return approvers.stream()
                .filter(entry -> entry.admits(approver))
                .map(Entry::toString)
                .toList();
    }

    /** Why it can never be granted, as far as that can be known beforehand; empty when it may be. */
    @NonNull
    public Optional<String> obstacle(@NonNull Promotion promotion) {
        return ApprovalRules.obstacle(promotion, this);
    }

    /** The people and groups in words. */
    @NonNull
    public String describeApprovers() {
        return approvers.stream()
                .map(entry -> entry + (entry.required() && approvers.size() > 1 ? " (required)" : ""))
                .collect(Collectors.joining(", "));
    }

    /** Whether no answer is taken any more. */
    public boolean isExpired(@NonNull Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** The same after so many reminders. */
    @NonNull
    public ApprovalRequest reminded(int count) {
        return new ApprovalRequest(approvers, minApprovals, binding, expiresAt, count);
    }

    @NonNull
    public Map<String, Object> toIntention() {
        Map<String, Object> intention = new LinkedHashMap<>();
        intention.put("approvers", approvers.stream().map(Entry::values).toList());
        intention.put("minApprovals", minApprovals);
        intention.put("binding", binding);
        if (expiresAt != null) {
            intention.put("expiresAt", expiresAt.toString());
        }
        intention.put("reminders", reminders);
        return intention;
    }

    /** The inverse of {@link #toIntention}. */
    @NonNull
    public static ApprovalRequest ofIntention(@NonNull Map<String, Object> intention) {
        List<Entry> entries = ((List<?>) intention.get("approvers"))
                .stream().map(Map.class::cast).map(Entry::of).toList();
        Number minApprovals = (Number) intention.get("minApprovals");
        Object expiresAt = intention.get("expiresAt");
        return new ApprovalRequest(
                entries,
                minApprovals.intValue(),
                (String) intention.get("binding"),
                expiresAt == null ? null : Instant.parse(expiresAt.toString()),
                intention.get("reminders") instanceof Number reminders ? reminders.intValue() : 0);
    }
}
