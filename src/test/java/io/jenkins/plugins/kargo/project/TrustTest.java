package io.jenkins.plugins.kargo.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrustTest {
    private static final ProjectKey PROJECT = new ProjectKey("shop", "guestbook");

    @Test
    void theFirstPlainJobOfTheFolderOwnsAFreeName() {
        assertThat(Trust.decide(PROJECT, plain("shop/deploy", "shop"), null, null, null))
                .isEqualTo(new Trust.Trusted(true));
    }

    @Test
    void aJobOfAnotherFolderCannotTakeTheName() {
        assertThat(Trust.decide(PROJECT, plain("other/deploy", "other"), null, null, "prod"))
                .isInstanceOf(Trust.Refused.class);
    }

    @Test
    void aJobOfAnotherFolderIsToldWhoOwnsTheProjectAndHowToDeclare() {
        Trust trust = Trust.decide(PROJECT, plain("other/deploy", "other"), "shop/deploy", null, "prod");

        assertThat(((Trust.Refused) trust).message())
                .contains("'shop/guestbook' belongs to the job 'shop/deploy'")
                .contains("'other/deploy' may not use it")
                .contains("Kargo projects")
                .contains("promoters");
    }

    @Test
    void anotherJobOfTheSameFolderIsRefusedToo() {
        assertThat(Trust.decide(PROJECT, plain("shop/other", "shop"), "shop/deploy", null, null))
                .isInstanceOf(Trust.Refused.class);
    }

    @Test
    void theConfigJobStaysTrusted() {
        assertThat(Trust.decide(PROJECT, plain("shop/deploy", "shop"), "shop/deploy", null, "prod"))
                .isEqualTo(new Trust.Trusted(true));
    }

    @Test
    void aReplayIsAPreview() {
        BuildFacts replay = new BuildFacts("shop/deploy", "shop", "", false, false, true, false);

        assertThat(Trust.decide(PROJECT, replay, "shop/deploy", null, "prod")).isInstanceOf(Trust.Preview.class);
    }

    @Test
    void aReplayCannotClaimAFreeNameEither() {
        BuildFacts replay = new BuildFacts("shop/deploy", "shop", "", false, false, true, false);

        assertThat(Trust.decide(PROJECT, replay, null, null, null)).isInstanceOf(Trust.Preview.class);
    }

    @Test
    void aPullRequestIsAPreview() {
        BuildFacts request = new BuildFacts("shop/app", "shop", "PR-7", false, true, false, false);

        assertThat(Trust.decide(PROJECT, request, "shop/app", null, "prod"))
                .isEqualTo(new Trust.Preview("this builds the pull request PR-7"));
    }

    @Test
    void onlyThePrimaryBranchOfAMultibranchProjectIsTrusted() {
        assertThat(Trust.decide(PROJECT, branch("main", true), "shop/app", null, null))
                .isEqualTo(new Trust.Trusted(true));
        assertThat(Trust.decide(PROJECT, branch("feature", false), "shop/app", null, null))
                .isEqualTo(new Trust.Preview("branch feature is not the primary branch"));
    }

    @Test
    void aDeclaredBranchReplacesThePrimaryOne() {
        Declaration declaration = declaration("shop/app", "release", Map.of());

        assertThat(Trust.decide(PROJECT, branch("release", false), "shop/app", declaration, null))
                .isEqualTo(new Trust.Trusted(true));
        assertThat(Trust.decide(PROJECT, branch("main", true), "shop/app", declaration, null))
                .isInstanceOf(Trust.Preview.class);
    }

    @Test
    void aBuildOfNothingButPromotionCommitsIsAPreview() {
        BuildFacts loop = new BuildFacts("shop/app", "shop", "main", true, false, false, true);

        assertThat(Trust.decide(PROJECT, loop, "shop/app", null, "test")).isInstanceOf(Trust.Preview.class);
    }

    @Test
    void aDeclaredPromoterMayPromoteToItsStageButNotConfigure() {
        Declaration declaration = declaration("shop/app", "", Map.of("prod", List.of("ops/release")));

        assertThat(Trust.decide(PROJECT, plain("ops/release", "ops"), "shop/app", declaration, "prod"))
                .isEqualTo(new Trust.Trusted(false));
        assertThat(Trust.decide(PROJECT, plain("ops/release", "ops"), "shop/app", declaration, "test"))
                .isInstanceOf(Trust.Refused.class);
    }

    @Test
    void aDeclaredPromoterToOneStageMayDiscoverAsWell() {
        Declaration declaration = declaration("shop/app", "", Map.of("prod", List.of("ops/release")));

        assertThat(Trust.decide(PROJECT, plain("ops/release", "ops"), "shop/app", declaration, null))
                .isEqualTo(new Trust.Trusted(false));
    }

    @Test
    void aPromoterIsToldThatItIsDeclaredForOtherStages() {
        Declaration declaration = declaration("shop/app", "", Map.of("prod", List.of("ops/release")));

        Trust trust = Trust.decide(PROJECT, plain("ops/release", "ops"), "shop/app", declaration, "test");

        assertThat(((Trust.Refused) trust).message())
                .contains("'ops/release' may not promote to stage 'test' of project 'shop/guestbook'")
                .contains("a promoter to other stages");
    }

    @Test
    void whereThereIsNoFolderNobodyIsSentToItsConfiguration() {
        ProjectKey top = new ProjectKey("", "guestbook");

        assertThat(((Trust.Refused) Trust.decide(top, plain("other", ""), "deploy", null, null)).message())
                .contains("declare the project under 'Kargo' in Manage Jenkins » System and")
                .doesNotContain("folder ''");
        assertThat(((Trust.Refused) Trust.decide(top, plain("shop/other", "shop"), null, null, null)).message())
                .startsWith("Nobody at the top has set up the project 'guestbook' yet");
    }

    @Test
    void aPullRequestOfAPromoterIsAPreview() {
        Declaration declaration = declaration("shop/app", "", Map.of("*", List.of("ops/release")));
        BuildFacts request = new BuildFacts("ops/release", "ops", "PR-1", false, true, false, false);

        assertThat(Trust.decide(PROJECT, request, "shop/app", declaration, "prod"))
                .isInstanceOf(Trust.Preview.class);
    }

    @Test
    void aDeclarationOverridesWhoClaimedTheName() {
        Declaration declaration = declaration("shop/app", "", Map.of());

        assertThat(Trust.decide(PROJECT, plain("shop/deploy", "shop"), "shop/deploy", declaration, null))
                .isInstanceOf(Trust.Refused.class);
    }

    private static BuildFacts plain(String job, String folder) {
        return new BuildFacts(job, folder, "", false, false, false, false);
    }

    private static BuildFacts branch(String branch, boolean primary) {
        return new BuildFacts("shop/app", "shop", branch, primary, false, false, false);
    }

    private static Declaration declaration(String job, String branch, Map<String, List<String>> promoters) {
        return new Declaration(PROJECT, job, branch, "", "", promoters, "", List.of(), List.of());
    }
}
