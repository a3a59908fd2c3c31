package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.health.HealthChecker;
import io.jenkins.plugins.kargo.engine.health.HealthContext;
import io.jenkins.plugins.kargo.engine.health.StageHealths;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.HealthCheck;
import io.jenkins.plugins.kargo.engine.model.HealthResult;
import io.jenkins.plugins.kargo.engine.model.HealthStatus;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.StageHealth;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.store.HealthStore.Watched;
import io.jenkins.plugins.kargo.engine.verification.VerificationProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageHealthTest {
    @TempDir
    Path directory;

    private final Looked looked = new Looked();
    private EngineFixture fixture;

    /** Finds what it is told to. */
    private static final class Looked implements HealthChecker {
        private HealthResult result = found(HealthStatus.Healthy);
        private IOException failure;
        private Map<String, Object> config;

        @Override
        public String name() {
            return "app";
        }

        @Override
        public HealthResult check(HealthContext context) throws IOException {
            config = context.config();
            if (failure != null) {
                throw failure;
            }
            return result;
        }
    }

    private static HealthResult found(HealthStatus status, String... issues) {
        return new HealthResult("app", status, List.of(issues), Map.of());
    }

    @BeforeEach
    void openStore() {
        fixture = new EngineFixture(directory);
        fixture.checkers.add(looked);
        fixture.freight("abc");
        fixture.stage("test", step("sync", "sync"));
    }

    @AfterEach
    void closeStore() {
        fixture.close();
    }

    private Promotion promoted() {
        return promoted("app");
    }

    private Promotion promoted(String checker) {
        Promotion promotion = fixture.create("test", "alias-abc");
        fixture.fake("sync")
                .then(context -> StepResult.succeeded()
                        .withHealthChecks(List.of(new HealthCheck(checker, Map.of("name", "guestbook")))));
        return fixture.finish(promotion);
    }

    private VerificationRecord verification() {
        return fixture.store().verifications().latest(PROJECT).get("test");
    }

    private StageHealth health() {
        return fixture.store().health().latest(PROJECT).get("test");
    }

    private StageHealth assess() throws InterruptedException {
        return healths().assess(PROJECT, "test").orElseThrow();
    }

    private StageHealths healths() {
        return fixture.engine().healths();
    }

    private List<String> events() {
        return fixture.store().events().list(PROJECT, 50).stream()
                .map(Event::type)
                .filter(type -> type.startsWith("Stage"))
                .toList();
    }

    @Test
    void aStageThatIsHealthyAtOnceIsVerifiedBeforeThePromotionReturns() {
        fixture.fake("sync");
        promoted();
        assertThat(looked.config).isEqualTo(Map.of("name", "guestbook"));
        assertThat(health().status()).isEqualTo(HealthStatus.Healthy);
        assertThat(verification().phase()).isEqualTo(VerificationPhase.Successful);
        assertThat(events()).isEmpty();
    }

    @Test
    void verificationStartsWhenTheStageIsHealthy() throws InterruptedException {
        fixture.fake("sync");
        looked.result = found(HealthStatus.Progressing, "app guestbook is Progressing");
        promoted();
        VerificationRecord record = verification();
        assertThat(record.phase()).isEqualTo(VerificationPhase.Pending);
        assertThat(fixture.engine().verifications().advance(PROJECT, record.id()))
                .isInstanceOfSatisfying(
                        VerificationProgress.Waiting.class,
                        waiting -> assertThat(waiting.why())
                                .isEqualTo("waits until stage test, which is Progressing (app guestbook is"
                                        + " Progressing), is healthy"));
        looked.result = found(HealthStatus.Healthy);
        assess();
        assertThat(fixture.engine().verifications().advance(PROJECT, record.id()))
                .isInstanceOf(VerificationProgress.Settled.class);
        assertThat(verification().phase()).isEqualTo(VerificationPhase.Successful);
    }

    @Test
    void anotherPromotionMayHealAStageThatIsNot() throws InterruptedException {
        fixture.fake("sync");
        looked.result = found(HealthStatus.Unhealthy, "app guestbook is Degraded");
        Promotion first = promoted();
        VerificationRecord waiting = verification();
        looked.result = found(HealthStatus.Healthy);
        fixture.clock.advance(Duration.ofSeconds(1));
        Promotion second = promoted();
        assertThat(second.phase()).isEqualTo(PromotionPhase.Succeeded);
        assertThat(verification().promotion()).isEqualTo(second.name());
        assertThat(fixture.engine().verifications().advance(PROJECT, waiting.id()))
                .isInstanceOfSatisfying(VerificationProgress.Settled.class, settled -> {
                    assertThat(settled.verification().promotion()).isEqualTo(first.name());
                    assertThat(settled.verification().phase()).isEqualTo(VerificationPhase.Inconclusive);
                    assertThat(settled.verification().message())
                            .isEqualTo("the stage was not healthy before promotion " + second.name() + " took it over");
                });
    }

    @Test
    void aStageThatFallsIllAfterItsPromotionIsInTheAuditTrailOnce() throws InterruptedException {
        fixture.fake("sync");
        promoted();
        looked.result = found(HealthStatus.Unhealthy, "app guestbook is Degraded");
        fixture.clock.advance(Duration.ofMinutes(5));
        StageHealth ill = assess();
        fixture.clock.advance(Duration.ofMinutes(5));
        StageHealth still = assess();
        assertThat(still.since()).isEqualTo(ill.since()).isBefore(still.checkedAt());
        looked.result = found(HealthStatus.Healthy);
        assess();
        assertThat(events()).containsExactly("StageHealthy", "StageUnhealthy");
        assertThat(fixture.store().events().list(PROJECT, 50))
                .filteredOn(event -> event.type().equals("StageUnhealthy"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.subject()).isEqualTo("test");
                    assertThat(event.message()).isEqualTo("app guestbook is Degraded");
                });
        assertThat(verification().phase()).isEqualTo(VerificationPhase.Successful);
    }

    @Test
    void theWorstResultCountsAndWhatCannotBeFoundOutIsUnknown() throws InterruptedException {
        fixture.fake("sync");
        looked.failure = new IOException("Argo CD does not answer");
        promoted();
        assertThat(health().status()).isEqualTo(HealthStatus.Unknown);
        assertThat(health().issues()).containsExactly("Argo CD does not answer");
    }

    @Test
    void aCheckThatNobodyKnowsIsUnknown() {
        fixture.fake("sync");
        promoted("gone");
        assertThat(health().status()).isEqualTo(HealthStatus.Unknown);
        assertThat(health().issues()).containsExactly("nothing is installed that checks the health of \"gone\"");
    }

    @Test
    void whatIsIllIsLookedAtOften() throws InterruptedException {
        fixture.fake("sync");
        promoted();
        assertThat(healths().due()).isEmpty();
        fixture.clock.advance(Duration.ofMinutes(5));
        assertThat(healths().due()).extracting(Watched::stage).containsExactly("test");
        looked.result = found(HealthStatus.Unhealthy, "app guestbook is Degraded");
        assess();
        assertThat(healths().due()).isEmpty();
        fixture.clock.advance(Duration.ofSeconds(10));
        assertThat(healths().due()).hasSize(1);
    }

    @Test
    void aStageThatIsNotDeclaredAnyMoreIsLeftAlone() throws InterruptedException {
        fixture.fake("sync");
        promoted();
        fixture.clock.advance(Duration.ofMinutes(5));
        fixture.store()
                .projects()
                .addRevision(
                        PROJECT, new ConfigurationRevision("h", "", "bob", "", fixture.clock.instant(), List.of()));
        assertThat(healths().due()).extracting(Watched::stage).containsExactly("test");
        Stage removed = fixture.stages.remove("test");
        assertThat(healths().due()).isEmpty();
        // Somebody declares it again.
        fixture.stages.put("test", removed);
        assertThat(healths().due()).hasSize(1);
    }

    @Test
    void aStageWhoseVerificationWaitsIsLookedAtAlsoWhenItIsNotDeclaredAnyMore() {
        fixture.fake("sync");
        looked.result = found(HealthStatus.Progressing, "app guestbook is Progressing");
        promoted();
        fixture.clock.advance(Duration.ofSeconds(10));
        fixture.store()
                .projects()
                .addRevision(
                        PROJECT, new ConfigurationRevision("h", "", "bob", "", fixture.clock.instant(), List.of()));
        fixture.stages.remove("test");
        assertThat(healths().due()).extracting(Watched::stage).containsExactly("test");
    }

    @Test
    void whileAPromotionRunsItsStageIsNotLookedAt() throws InterruptedException {
        fixture.fake("sync");
        promoted();
        Promotion running = fixture.create("test", "alias-abc");
        fixture.fake("sync").then(context -> StepResult.running("waits", Duration.ofSeconds(10)));
        assertThat(fixture.advance(running)).isInstanceOf(Progress.Waiting.class);
        assertThat(healths().assess(PROJECT, "test")).isEmpty();
    }

    @Test
    void aStepThatFailsRegistersNothing() {
        fixture.fake("sync");
        Promotion promotion = fixture.create("test", "alias-abc");
        fixture.fake("sync")
                .then(context -> new StepResult(StepStatus.Failed, "no", null, null)
                        .withHealthChecks(List.of(new HealthCheck("app", Map.of()))));
        assertThat(fixture.finish(promotion).phase()).isEqualTo(PromotionPhase.Failed);
        assertThat(fixture.store().health().checks(PROJECT, promotion.name())).isEmpty();
        assertThat(healths().due()).isEmpty();
    }
}
