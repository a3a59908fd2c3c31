package io.jenkins.plugins.kargo.engine.freight;

import static io.jenkins.plugins.kargo.engine.freight.Samples.NOW;
import static io.jenkins.plugins.kargo.engine.freight.StatusBuilder.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SoakTest {

    @Test
    void withoutVerificationThereIsNoSoak() {
        assertThat(longest(status().inFor("uat", Duration.ofDays(1)))).isZero();
    }

    @Test
    void anEntryInTheFutureCountsAsNoTime() {
        assertThat(longest(status().verifiedIn("uat").inFor("uat", Duration.ofSeconds(-5))))
                .isZero();
    }

    @Property
    void theLongerOfTheCompletedAndTheCurrentStayCounts(
            @ForAll @IntRange(max = 10_000) int completed, @ForAll @IntRange(max = 10_000) int current) {
        Duration soak = longest(
                status().verifiedIn("uat", Duration.ofSeconds(completed)).inFor("uat", Duration.ofSeconds(current)));
        assertThat(soak).isEqualTo(Duration.ofSeconds(Math.max(completed, current)));
    }

    private static Duration longest(StatusBuilder status) {
        return Soak.longest(status.build(), "uat", NOW);
    }
}
