package io.jenkins.plugins.kargo.engine.freight;

import static io.jenkins.plugins.kargo.engine.freight.Samples.BASE;
import static io.jenkins.plugins.kargo.engine.freight.Samples.GUESTBOOK;
import static io.jenkins.plugins.kargo.engine.freight.Samples.NOW;
import static io.jenkins.plugins.kargo.engine.freight.Samples.allOf;
import static io.jenkins.plugins.kargo.engine.freight.Samples.direct;
import static io.jenkins.plugins.kargo.engine.freight.Samples.freight;
import static io.jenkins.plugins.kargo.engine.freight.Samples.oneOf;
import static io.jenkins.plugins.kargo.engine.freight.Samples.stage;
import static io.jenkins.plugins.kargo.engine.freight.StatusBuilder.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.freight.Availability.Available;
import io.jenkins.plugins.kargo.engine.freight.Availability.Unavailable;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FreightAvailabilityTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TWENTY_MINUTES = Duration.ofMinutes(20);

    @Test
    void freightOfAnotherOriginIsUnavailableEvenWhenApproved() {
        assertThat(prod(status().approvedFor("prod", "email:a@example.com"), direct(BASE)))
                .isEqualTo(new Unavailable(
                        "it comes from Warehouse/guestbook, and stage prod requests Freight of Warehouse/base only",
                        null));
        assertThat(prod(status()))
                .isEqualTo(
                        new Unavailable("it comes from Warehouse/guestbook, and stage prod requests no Freight", null));
    }

    @Test
    void anApprovalMakesItAvailableAndIsNamed() {
        assertThat(prod(status().approvedFor("prod", "email:a@example.com"), oneOf(GUESTBOOK, HOUR, "uat")))
                .isEqualTo(new Available("it is approved for stage prod by email:a@example.com"));
        assertThat(prod(status().approvedFor("prod", null), oneOf(GUESTBOOK, null, "uat")))
                .isEqualTo(new Available("it is approved for stage prod"));
    }

    @Test
    void anApprovalForAnotherStageDoesNotCount() {
        assertThat(prod(status().approvedFor("uat", "admin"), oneOf(GUESTBOOK, null, "uat")))
                .isEqualTo(new Unavailable("it is not verified in uat", null));
    }

    @Test
    void aDirectSourceMakesItAvailable() {
        assertThat(prod(status(), direct(GUESTBOOK)))
                .isEqualTo(new Available("stage prod takes it directly from Warehouse/guestbook"));
    }

    @Test
    void beingInAStageIsNotBeingVerifiedThere() {
        assertThat(prod(status().inFor("uat", HOUR), oneOf(GUESTBOOK, HOUR, "uat")))
                .isEqualTo(new Unavailable("it is not verified in uat", null));
    }

    @Test
    void oneVerifiedUpstreamStageIsEnough() {
        assertThat(prod(status().verifiedIn("uat"), oneOf(GUESTBOOK, null, "qa", "uat")))
                .isEqualTo(new Available("it is verified in uat"));
        assertThat(prod(status(), oneOf(GUESTBOOK, null, "qa", "uat")))
                .isEqualTo(new Unavailable(
                        "it must be verified in one of the stages qa, uat; it is not verified in qa; not verified in"
                                + " uat",
                        null));
    }

    @Test
    void aVerifiedStageThatIsNotListedDoesNotCount() {
        assertThat(prod(status().verifiedIn("test", Duration.ofDays(1)), oneOf(GUESTBOOK, HOUR, "uat"))
                        .isAvailable())
                .isFalse();
    }

    @Test
    void whatIsLeftOfTheSoakTimeIsSaid() {
        Availability availability =
                prod(status().verifiedIn("uat").inFor("uat", TWENTY_MINUTES), oneOf(GUESTBOOK, HOUR, "uat"));
        assertThat(availability)
                .isEqualTo(new Unavailable(
                        "it is in uat for 20m of the required 1h, 40m to go", NOW.plus(Duration.ofMinutes(40))));
    }

    @Test
    void theSoakTimeIsOverToTheSecond() {
        FreightRequest request = oneOf(GUESTBOOK, HOUR, "uat");
        assertThat(prod(status().verifiedIn("uat").inFor("uat", HOUR.minusNanos(1)), request))
                .isEqualTo(new Unavailable("it is in uat for 59m 59s of the required 1h, 1s to go", NOW.plusNanos(1)));
        assertThat(prod(status().verifiedIn("uat").inFor("uat", HOUR), request))
                .isEqualTo(new Available("it is verified in uat and was there for 1h"));
    }

    @Test
    void aStageThatWasLeftTooEarlyNeedsAnotherPromotion() {
        assertThat(prod(status().verifiedIn("uat", TWENTY_MINUTES), oneOf(GUESTBOOK, HOUR, "uat")))
                .isEqualTo(new Unavailable("it is verified in uat, but left it before the required 1h", null));
    }

    @Test
    void ofSeveralUpstreamStagesTheOneThatIsReadyFirstDecidesWhen() {
        StatusBuilder status = status().verifiedIn("qa")
                .inFor("qa", TWENTY_MINUTES)
                .verifiedIn("uat")
                .inFor("uat", Duration.ofMinutes(50));
        assertThat(prod(status, oneOf(GUESTBOOK, HOUR, "qa", "uat")))
                .isInstanceOfSatisfying(
                        Unavailable.class, u -> assertThat(u.from()).isEqualTo(NOW.plus(Duration.ofMinutes(10))));
    }

    @Test
    void allUpstreamStagesMustSuffice() {
        FreightRequest request = allOf(GUESTBOOK, HOUR, "qa", "uat");
        assertThat(prod(status().verifiedIn("qa", HOUR), request))
                .isEqualTo(new Unavailable(
                        "it must be verified in all of the stages qa, uat; it is not verified in uat", null));
        assertThat(prod(status().verifiedIn("qa", HOUR).verifiedIn("uat", HOUR.plusMinutes(1)), request))
                .isEqualTo(new Available(
                        "it is verified in qa and was there for 1h, verified in uat and was there for 1h 1m"));
    }

    @Test
    void ofAllUpstreamStagesTheOneThatIsReadyLastDecidesWhen() {
        FreightRequest request = allOf(GUESTBOOK, HOUR, "qa", "uat");
        StatusBuilder soaking = status().verifiedIn("qa")
                .inFor("qa", TWENTY_MINUTES)
                .verifiedIn("uat")
                .inFor("uat", Duration.ofMinutes(50));
        assertThat(((Unavailable) prod(soaking, request)).from()).isEqualTo(NOW.plus(Duration.ofMinutes(40)));
        StatusBuilder unverified =
                status().verifiedIn("qa").inFor("qa", TWENTY_MINUTES).inFor("uat", Duration.ofMinutes(50));
        assertThat(((Unavailable) prod(unverified, request)).from()).isNull();
    }

    @Test
    void aRequestWithoutAnySourceIsNeverFulfilled() {
        assertThat(prod(status(), oneOf(GUESTBOOK, null)))
                .isEqualTo(new Unavailable("the stage names no source of Freight of Warehouse/guestbook", null));
    }

    private static Availability prod(StatusBuilder status, FreightRequest... requests) {
        return FreightAvailability.of(stage("prod", requests), freight("f1", GUESTBOOK), status.build(), NOW);
    }
}
