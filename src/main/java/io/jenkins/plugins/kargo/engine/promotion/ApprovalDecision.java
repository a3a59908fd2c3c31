package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Approval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the answers that people gave mean for a step that waits for approval. */
public sealed interface ApprovalDecision {
    /** Enough people have approved, the required ones among them. @param answers those that count, first come first */
    record Granted(@NonNull List<Approval> answers) implements ApprovalDecision {}

    /** @param answer the first rejection */
    record Rejected(@NonNull Approval answer) implements ApprovalDecision {}

    /**
     * Answers are wanted still.
     *
     * @param given how many have approved
     * @param missing the required approvers of whom nobody has approved, in words
     */
    record Open(int given, @NonNull List<String> missing) implements ApprovalDecision {}

    /**
     * Decides.
     *
     * @param answers to this step, one for each person; those to something else than what is to be approved do not count
     */
    @NonNull
    static ApprovalDecision of(@NonNull ApprovalRequest request, @NonNull List<Approval> answers) {
        List<Approval> counted = answers.stream()
                .filter(answer -> answer.binding().equals(request.binding()))
                .toList();
        Optional<Approval> rejection =
                counted.stream().filter(answer -> !answer.approved()).findFirst();
        if (rejection.isPresent()) {
            return new Rejected(rejection.get());
        }
        List<String> missing = request.approvers().stream()
                .filter(ApprovalRequest.Entry::required)
                .map(ApprovalRequest.Entry::toString)
                .filter(entry ->
                        counted.stream().noneMatch(answer -> answer.meets().contains(entry)))
                .toList();
        int given = given(request, counted);
        return given >= request.minApprovals() && missing.isEmpty() ? new Granted(counted) : new Open(given, missing);
    }

    /**
     * How many people have approved what is to be approved. Some realms take a name as it was typed: whoever signs in once
     * more in capitals is still one person.
     */
    static int given(@NonNull ApprovalRequest request, @NonNull List<Approval> answers) {
        return (int) answers.stream()
                .filter(Approval::approved)
                .filter(answer -> answer.binding().equals(request.binding()))
                .map(answer -> answer.user().toLowerCase(Locale.ROOT))
                .distinct()
                .count();
    }
}
