package io.jenkins.plugins.kargo.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.Approval;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApprovalDecisionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final ApprovalRequest REQUEST = new ApprovalRequest(
            List.of(
                    new ApprovalRequest.Entry("carol", "", false),
                    new ApprovalRequest.Entry("", "sre", true),
                    new ApprovalRequest.Entry("", "leads", true)),
            2,
            "what",
            null,
            0);

    private static Approval answer(Approver who, boolean approved, String binding) {
        return new Approval(
                new ProjectKey("", "shop"), "p", "step", who.user(), approved, "", binding, NOW, REQUEST.met(who));
    }

    private static Approval yes(String user, String... groups) {
        return answer(new Approver(user, Set.of(groups)), true, "what");
    }

    @Test
    void withoutAnswersAllRequiredOnesAreMissing() {
        assertThat(ApprovalDecision.of(REQUEST, List.of()))
                .isEqualTo(new ApprovalDecision.Open(0, List.of("group sre", "group leads")));
    }

    @Test
    void numbersAloneAreNotEnough() {
        assertThat(ApprovalDecision.of(REQUEST, List.of(yes("carol"), yes("erin", "sre"))))
                .isEqualTo(new ApprovalDecision.Open(2, List.of("group leads")));
    }

    @Test
    void onePersonMayBeOfSeveralRequiredGroupsButCountsOnce() {
        Approval both = yes("erin", "sre", "leads");
        assertThat(ApprovalDecision.of(REQUEST, List.of(both))).isEqualTo(new ApprovalDecision.Open(1, List.of()));
        assertThat(ApprovalDecision.of(REQUEST, List.of(both, yes("carol"))))
                .isInstanceOf(ApprovalDecision.Granted.class);
    }

    @Test
    void whoSignsInOnceMoreInCapitalsIsStillOnePerson() {
        List<Approval> twice = List.of(yes("erin", "sre", "leads"), yes("Erin", "sre", "leads"));
        assertThat(ApprovalDecision.of(REQUEST, twice)).isEqualTo(new ApprovalDecision.Open(1, List.of()));
        assertThat(ApprovalDecision.given(REQUEST, twice)).isEqualTo(1);
    }

    @Test
    void capitalsMatterWhereTheyMatterInJenkins() {
        assertThat(REQUEST.admits(new Approver("Carol", Set.of()))).isTrue();
        assertThat(REQUEST.admits(new Approver("x", Set.of("SRE")))).isTrue();
        assertThat(REQUEST.admits(new Approver("Carol", Set.of(), true))).isFalse();
        assertThat(REQUEST.admits(new Approver("x", Set.of("SRE"), true))).isFalse();
        assertThat(REQUEST.admits(new Approver("carol", Set.of(), true))).isTrue();
    }

    @Test
    void oneRejectionDecidesWhateverTheOthersSay() {
        Approval no = answer(new Approver("carol", Set.of()), false, "what");
        assertThat(ApprovalDecision.of(REQUEST, List.of(yes("erin", "sre", "leads"), yes("gina", "sre"), no)))
                .isEqualTo(new ApprovalDecision.Rejected(no));
    }

    @Test
    void answersToSomethingElseDoNotCount() {
        Approval void1 = answer(new Approver("erin", Set.of("sre", "leads")), true, "other");
        Approval void2 = answer(new Approver("carol", Set.of()), false, "other");
        assertThat(ApprovalDecision.of(REQUEST, List.of(void1, void2)))
                .isEqualTo(new ApprovalDecision.Open(0, List.of("group sre", "group leads")));
    }

    @Test
    void aRequestComesBackFromItsIntentionAsItWas() {
        ApprovalRequest request = new ApprovalRequest(REQUEST.approvers(), 2, "what", NOW, 3);
        assertThat(ApprovalRequest.ofIntention(request.toIntention())).isEqualTo(request);
        assertThat(ApprovalRequest.ofIntention(REQUEST.toIntention())).isEqualTo(REQUEST);
    }
}
