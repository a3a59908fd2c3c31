package io.jenkins.plugins.kargo.project;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import org.junit.jupiter.api.Test;

class RunFactsTest {
    @Test
    void aPlainJobHasNoBranch() {
        assertThat(RunFacts.facts("shop/deploy", "shop", null, false, List.of(), false))
                .isEqualTo(new BuildFacts("shop/deploy", "shop", "", false, false, false, false));
    }

    @Test
    void aBranchCountsAsItsProject() {
        assertThat(RunFacts.facts("app/main", "app", new SCMHead("main"), true, List.of(), true))
                .isEqualTo(new BuildFacts("app", "", "main", true, false, false, true));
    }

    @Test
    void aPullRequestIsAChangeRequest() {
        assertThat(RunFacts.facts("app/PR-7", "app", new PullRequest(), false, List.of(), false))
                .isEqualTo(new BuildFacts("app", "", "PR-7", false, true, false, false));
    }

    @Test
    void aCauseIsKnownByTheNameOfItsClassOrOfOneAbove() {
        Set<String> names = Set.of(Cause.UserIdCause.class.getName());

        assertThat(RunFacts.isOneOf(names, Cause.UserIdCause.class)).isTrue();
        assertThat(RunFacts.isOneOf(names, new Cause.UserIdCause("ada") {}.getClass()))
                .isTrue();
        assertThat(RunFacts.isOneOf(names, KargoCause.class)).isFalse();
    }

    @Test
    void everyPersonBehindABuildIsKnown() {
        PromotionRequest request =
                new PromotionRequest(new ProjectKey("", "p"), "r1", "test", "f", "mia", Instant.EPOCH, "");

        assertThat(BuildReferences.startedBy(List.of(new Cause.UserIdCause("ada"), new KargoCause(request, "mia"))))
                .containsExactly("ada", "mia");
    }

    private static final class PullRequest extends SCMHead implements ChangeRequestSCMHead {
        private static final long serialVersionUID = 1;

        PullRequest() {
            super("PR-7");
        }

        @Override
        public String getId() {
            return "7";
        }

        @Override
        public SCMHead getTarget() {
            return new SCMHead("main");
        }
    }
}
