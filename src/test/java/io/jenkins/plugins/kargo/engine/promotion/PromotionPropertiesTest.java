package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.mayFail;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.retried;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.step;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever steps do, and wherever the process dies: what is recorded stays, and nothing that succeeded is repeated. */
class PromotionPropertiesTest {
    enum Outcome {
        SUCCEED,
        SKIP,
        REFUSE,
        BREAK,
        DEFECT,
        RUN_ON,
        DIE_BEFORE,
        DIE_AFTER,
        CUT
    }

    enum Between {
        NOTHING,
        RESTART,
        ABORT,
        SETTLE_LOST
    }

    /** The process dies: nothing after this is recorded. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private static final Logger DEFECTS = Logger.getLogger(StepAttempts.class.getName());
    private static EngineFixture fixture;
    private static int tries;

    @BeforeContainer
    static void openStore() throws IOException {
        fixture = new EngineFixture(Files.createTempDirectory("promotion-properties"));
        fixture.freight("abc");
        fixture.fake("fake");
        DEFECTS.setLevel(Level.OFF);
    }

    @AfterContainer
    static void closeStore() {
        DEFECTS.setLevel(null);
        fixture.close();
    }

    @Property(tries = 60)
    void whatIsRecordedStaysAndNoSuccessIsRepeated(
            @ForAll @Size(min = 1, max = 5) List<@Size(max = 4) List<Outcome>> scripts,
            @ForAll @IntRange(max = 15) int modes,
            @ForAll @Size(max = 12) List<Between> between) {
        Map<String, Deque<Outcome>> left = new HashMap<>();
        Map<String, Integer> successes = new HashMap<>();
        PromotionStep[] steps = new PromotionStep[scripts.size()];
        for (int i = 0; i < steps.length; i++) {
            String alias = "s" + i;
            left.put(alias, new ArrayDeque<>(scripts.get(i)));
            PromotionStep plain = retried(step("fake", alias), new PromotionStep.Retry(null, 1 + modes % 3));
            steps[i] = (modes >> i & 1) == 0 ? plain : i % 2 == 0 ? mayFail(plain) : when(plain, "always");
        }
        fixture.fake("fake").always(context -> behave(context, left, successes));
        String stage = "stage-" + tries++;
        fixture.stage(stage, steps);
        Promotion promotion = fixture.create(stage, "alias-abc");
        Promotion before = promotion;
        Deque<Between> happenings = new ArrayDeque<>(between);
        for (int i = 0; i < 60 && !before.phase().isTerminal(); i++) {
            advance(promotion);
            before = check(before, promotion);
            happen(happenings.poll(), promotion);
            before = check(before, promotion);
        }
        assertThat(before.phase()).isNotEqualTo(PromotionPhase.Pending);
        fixture.finish(promotion);
        check(before, promotion);
        for (PromotionStep one : steps) {
            long recorded = fixture
                    .stored(promotion)
                    .recordOf(one.as())
                    .filter(record -> record.status() == StepStatus.Succeeded)
                    .stream()
                    .count();
            assertThat(recorded).isLessThanOrEqualTo(1);
        }
    }

    private static StepResult behave(
            StepContext context, Map<String, Deque<Outcome>> left, Map<String, Integer> successes)
            throws StepFailure, IOException, InterruptedException {
        String alias = context.step().as();
        assertThat(successes.getOrDefault(alias, 0))
                .as("runs after a recorded success of " + alias)
                .isZero();
        Outcome next = left.get(alias).poll();
        switch (next == null ? Outcome.SUCCEED : next) {
            case SKIP:
                successes.merge(alias, 1, Integer::sum);
                return StepResult.skipped("nothing to do", null);
            case REFUSE:
                throw new StepFailure("refused");
            case BREAK:
                throw new IOException("cut");
            case DEFECT:
                throw new IllegalStateException("defect");
            case RUN_ON:
                return StepResult.running("not yet", Duration.ofSeconds(10));
            case DIE_BEFORE:
                throw new Killed();
            case DIE_AFTER:
                context.intend(Map.of("effect", alias));
                throw new Killed();
            case CUT:
                throw new InterruptedException();
            default:
                successes.merge(alias, 1, Integer::sum);
                return StepResult.succeeded(Map.of("by", alias));
        }
    }

    private static void advance(Promotion promotion) {
        try {
            fixture.engine().runner().advance(PROJECT, promotion.name(), fixture.environment());
        } catch (Killed | InterruptedException e) {
            fixture.restart();
        }
        fixture.clock.advance(Duration.ofSeconds(30));
    }

    private static void happen(Between between, Promotion promotion) {
        switch (between == null ? Between.NOTHING : between) {
            case RESTART -> fixture.restart();
            case ABORT -> {
                try {
                    fixture.engine().promotions().abort(PROJECT, promotion.name(), "carol");
                } catch (PromotionRefused e) {
                    assertThat(e).hasMessageContaining("has ended already");
                }
            }
            case SETTLE_LOST -> fixture.engine().promotions().settleLost(PROJECT, promotion.name(), "killed");
            default -> {}
        }
    }

    /** @return the promotion as it is now */
    private static Promotion check(Promotion before, Promotion promotion) {
        Promotion now = fixture.stored(promotion);
        if (before.phase().isTerminal()) {
            assertThat(now).isEqualTo(before);
        }
        assertThat(now.currentStep()).isGreaterThanOrEqualTo(before.currentStep());
        List<String> recorded = new ArrayList<>(now.records().keySet());
        assertThat(recorded)
                .isEqualTo(Arrays.asList("s0", "s1", "s2", "s3", "s4").subList(0, recorded.size()));
        for (StepRecord record : before.records().values()) {
            if (record.status().isTerminal()) {
                assertThat(now.recordOf(record.alias())).contains(record);
            }
        }
        return now;
    }
}
