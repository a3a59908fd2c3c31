package io.jenkins.plugins.kargo.engine.freight;

import static io.jenkins.plugins.kargo.engine.freight.Samples.BASE;
import static io.jenkins.plugins.kargo.engine.freight.Samples.GUESTBOOK;
import static io.jenkins.plugins.kargo.engine.freight.Samples.NOW;
import static io.jenkins.plugins.kargo.engine.freight.Samples.direct;
import static io.jenkins.plugins.kargo.engine.freight.Samples.freight;
import static io.jenkins.plugins.kargo.engine.freight.Samples.matchUpstream;
import static io.jenkins.plugins.kargo.engine.freight.Samples.oneOf;
import static io.jenkins.plugins.kargo.engine.freight.Samples.promotion;
import static io.jenkins.plugins.kargo.engine.freight.Samples.stage;
import static io.jenkins.plugins.kargo.engine.freight.StatusBuilder.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.freight.pattern.InvalidPatternException;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionHold;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.PromotionPolicy;
import io.jenkins.plugins.kargo.engine.model.PromotionPolicy.LabelExpression;
import io.jenkins.plugins.kargo.engine.model.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoPromotionTest {

    private static final Metadata PROD_EU = new Metadata("prod-eu", Map.of("tier", "prod"), Map.of());

    @Test
    void anEarlierPolicyShieldsAStageFromALaterWildcard() {
        List<PromotionPolicy> policies = List.of(named("prod-eu", false), named("glob:prod-*", true));
        assertThat(AutoPromotion.isEnabled(policies, PROD_EU)).isFalse();
        assertThat(AutoPromotion.isEnabled(policies, Metadata.named("prod-us"))).isTrue();
    }

    @Test
    void namesAndLabelsMustBothMatch() {
        PromotionPolicy policy = new PromotionPolicy("regex:eu$", Map.of("tier", "prod"), List.of(), true);
        assertThat(AutoPromotion.isEnabled(List.of(policy), PROD_EU)).isTrue();
        assertThat(AutoPromotion.isEnabled(List.of(policy), Metadata.named("prod-eu")))
                .isFalse();
    }

    @Test
    void aPolicyWithoutSelectorMatchesEveryStage() {
        assertThat(AutoPromotion.isEnabled(List.of(named("", true)), PROD_EU)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "tier,In,prod,true",
        "tier,In,test,false",
        "zone,In,a,false",
        "tier,NotIn,test,true",
        "tier,NotIn,prod,false",
        "zone,NotIn,a,true",
        "tier,Exists,,true",
        "zone,Exists,,false",
        "tier,DoesNotExist,,false",
        "zone,DoesNotExist,,true"
    })
    void labelExpressionsMeanWhatKubernetesSays(String key, String operator, String value, boolean expected) {
        List<String> values = value == null ? List.of() : List.of(value);
        assertThat(AutoPromotion.isEnabled(List.of(expression(key, operator, values)), PROD_EU))
                .isEqualTo(expected);
    }

    @Test
    void malformedSelectorsAreRefused() {
        assertThatThrownBy(() -> AutoPromotion.isEnabled(List.of(named("regex:(", true)), PROD_EU))
                .isInstanceOf(InvalidPatternException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AutoPromotion.isEnabled(List.of(expression("tier", "Gt", List.of("1"))), PROD_EU))
                .withMessage("The label expression on tier has the operator Gt; use In, NotIn, Exists or DoesNotExist");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AutoPromotion.isEnabled(List.of(expression("tier", "In", List.of())), PROD_EU))
                .withMessage("The label expression on tier with the operator In needs values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AutoPromotion.isEnabled(List.of(expression("tier", "Exists", List.of("x"))), PROD_EU))
                .withMessageEndingWith("must not have values");
    }

    @Test
    void candidatesAreTheNewestOfEachRequestedOrigin() {
        Stage stage = stage("prod", direct(BASE), direct(GUESTBOOK));
        Freight old = freight("z", GUESTBOOK, NOW.minusSeconds(1));
        Freight other = freight("x", GUESTBOOK);
        Freight foreign = freight("f", FreightOrigin.warehouse("foreign"));
        assertThat(AutoPromotion.candidates(stage, List.of(old, other, foreign)))
                .isEqualTo(Map.of("Warehouse/guestbook", other));
    }

    @Test
    void onlyAvailableFreightIsSelectable() {
        Stage stage = stage("prod", oneOf(GUESTBOOK, Duration.ofHours(1), "uat"));
        FreightWithStatus ready = with("ready", status().verifiedIn("uat", Duration.ofHours(2)));
        FreightWithStatus approved = with("approved", status().approvedFor("prod", "admin"));
        FreightWithStatus soaking = with("soaking", status().verifiedIn("uat").inFor("uat", Duration.ofMinutes(1)));
        FreightWithStatus elsewhere = with("elsewhere", status().verifiedIn("test", Duration.ofHours(2)));
        assertThat(AutoPromotion.selectable(stage, List.of(ready, approved, soaking, elsewhere), NOW))
                .containsExactly(ready.freight(), approved.freight());
    }

    @Test
    void matchUpstreamSelectsWhatTheUpstreamStageHolds() {
        Stage stage = stage("prod", matchUpstream(GUESTBOOK, "uat"));
        FreightWithStatus newer = with("newer", status().verifiedIn("uat", Duration.ZERO));
        FreightWithStatus held = with("held", status().verifiedIn("uat").inFor("uat", Duration.ZERO));
        FreightWithStatus approved = with("approved", status().approvedFor("prod", "admin"));
        List<Freight> selectable = AutoPromotion.selectable(stage, List.of(newer, held, approved), NOW);
        assertThat(selectable).containsExactly(held.freight());
        assertThat(AutoPromotion.candidates(stage, selectable)).containsValue(held.freight());
    }

    @Test
    void aCandidateThatTheStageHoldsIsLeftAlone() {
        Freight candidate = freight("f1", GUESTBOOK);
        assertThat(AutoPromotion.reasonToWait(candidate, FreightCollections.of(List.of(candidate)), List.of()))
                .contains("the stage already holds it");
        assertThat(AutoPromotion.reasonToWait(candidate, null, List.of())).isEmpty();
    }

    @Test
    void aCandidateWhosePromotionIsUnderWayIsLeftAlone() {
        List<Promotion> promotions =
                List.of(promotion("prod.1.f1", PromotionPhase.Failed), promotion("prod.2.f1", PromotionPhase.Pending));
        assertThat(AutoPromotion.reasonToWait(freight("f1", GUESTBOOK), null, promotions))
                .contains("promotion prod.2.f1 of it is under way");
    }

    @Test
    void aCandidateWhoseLastPromotionFailedIsNotTriedAgain() {
        Promotion failed = promotion("prod.2.f1", PromotionPhase.Failed);
        Freight candidate = freight("f1", GUESTBOOK);
        assertThat(AutoPromotion.reasonToWait(
                        candidate, null, List.of(promotion("prod.1.f1", PromotionPhase.Succeeded), failed)))
                .contains("its last promotion prod.2.f1 ended Failed; promote it by hand to try again");
        assertThat(AutoPromotion.reasonToWait(
                        candidate, null, List.of(failed, promotion("prod.3.f1", PromotionPhase.Succeeded))))
                .isEmpty();
    }

    private static FreightWithStatus with(String name, StatusBuilder status) {
        return new FreightWithStatus(freight(name, GUESTBOOK), status.build());
    }

    private static PromotionPolicy named(String pattern, boolean enabled) {
        return new PromotionPolicy(pattern, Map.of(), List.of(), enabled);
    }

    private static PromotionPolicy expression(String key, String operator, List<String> values) {
        return new PromotionPolicy("", Map.of(), List.of(new LabelExpression(key, operator, values)), true);
    }

    @Test
    void aHoldKeepsItsStageAndItsOriginBack() {
        Stage prod = stage("prod", direct(GUESTBOOK));
        ProjectKey project = new ProjectKey("shop", "guestbook");
        PromotionHold elsewhere = new PromotionHold(project, "test", "", "rita", "", NOW);
        PromotionHold base = new PromotionHold(project, "prod", BASE.toString(), "rita", "", NOW);
        PromotionHold all = new PromotionHold(project, "prod", "", "olivia", "release freeze", NOW);

        assertThat(AutoPromotion.heldBack(List.of(elsewhere, base), prod, GUESTBOOK))
                .isEmpty();
        assertThat(AutoPromotion.heldBack(List.of(base), prod, BASE)).contains("rita stopped its auto-promotion");
        assertThat(AutoPromotion.heldBack(List.of(base, all), prod, GUESTBOOK))
                .contains("olivia stopped its auto-promotion: release freeze");
    }
}
