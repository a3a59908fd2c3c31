package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a step that waits for approval asks for. It is stored as the step's intention, so that answers can be checked
 * against it.
 *
 * @param minApprovals how many different people must approve
 * @param binding hash of what is to be approved: an answer counts only for the same
 */
public record ApprovalRequest(
        @NonNull List<Entry> approvers,
        int minApprovals,
        @NonNull String binding) {
    private static final String USER = "user";
    private static final String GROUP = "group";

    /** Who may answer: a user id or the name of a group; the other one is empty. */
    public record Entry(@NonNull String user, @NonNull String group) {
        boolean admits(Approver approver) {
            return user.isEmpty() ? approver.groups().contains(group) : user.equals(approver.user());
        }

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

    /** The people and groups in words. */
    @NonNull
    public String describeApprovers() {
        return approvers.stream().map(Entry::toString).collect(Collectors.joining(", "));
    }

    @NonNull
    public Map<String, Object> toIntention() {
        List<Map<String, Object>> entries = approvers.stream()
                .map(entry -> Map.<String, Object>of(
                        entry.user().isEmpty() ? GROUP : USER, entry.user().isEmpty() ? entry.group() : entry.user()))
                .toList();
        return Map.of("approvers", entries, "minApprovals", minApprovals, "binding", binding);
    }

    /** The inverse of {@link #toIntention}. */
    @NonNull
    public static ApprovalRequest ofIntention(@NonNull Map<String, Object> intention) {
        List<Entry> entries = ((List<?>) intention.get("approvers"))
                .stream().map(Map.class::cast).map(ApprovalRequest::entry).toList();
        Number minApprovals = (Number) intention.get("minApprovals");
        return new ApprovalRequest(entries, minApprovals.intValue(), (String) intention.get("binding"));
    }

    private static Entry entry(Map<?, ?> values) {
        Object user = values.get(USER);
        Object group = values.get(GROUP);
        return new Entry(user == null ? "" : user.toString(), group == null ? "" : group.toString());
    }
}
