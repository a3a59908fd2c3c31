package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.WAREHOUSE;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a new promotion means for those before it, and what they bring along for it. */
class QueuePolicyTest {
    private static final FreightOrigin OTHER = FreightOrigin.warehouse("settings");

    @TempDir
    Path directory;

    private EngineFixture fixture;

    @BeforeEach
    void open() {
        fixture = new EngineFixture(directory);
        fixture.fake("wait").always(context -> StepResult.running("for the test", Duration.ofMinutes(1)));
        fixture.fake("fake");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void stage(String name, String policy, String uses) {
        Map<String, String> annotations = policy.isEmpty() ? Map.of() : Map.of(Stage.QUEUE_ANNOTATION, policy);
        fixture.stage(name, annotations, List.of(), step(uses, "one"));
        Stage stage = fixture.stages.get(name);
        FreightRequest request = stage.requestedFreight().get(0);
        fixture.stages.put(
                name,
                new Stage(
                        new Metadata(name, Map.of(), annotations),
                        List.of(),
                        List.of(request, new FreightRequest(OTHER, request.sources())),
                        List.of(),
                        stage.steps(),
                        null));
    }

    private Freight freight(String digits, FreightOrigin origin) {
        Freight freight = new Freight(
                digits + "0".repeat(40 - digits.length()),
                "alias-" + digits,
                origin,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                fixture.clock.instant());
        fixture.store().freight().add(PROJECT, freight, "");
        return freight;
    }

    private PromotionPhase phase(Promotion promotion) {
        return fixture.stored(promotion).phase();
    }

    @Test
    void withoutAPolicyAllWaitForTheirTurn() {
        stage("test", "", "wait");
        freight("aaa", WAREHOUSE);
        Promotion first = fixture.create("test", "alias-aaa");
        fixture.advance(first);
        Promotion second = fixture.create("test", "alias-aaa");
        fixture.create("test", "alias-aaa");

        assertThat(phase(first)).isEqualTo(PromotionPhase.Running);
        assertThat(phase(second)).isEqualTo(PromotionPhase.Pending);
    }

    @Test
    void newestDropsWhatWaitsAndLeavesWhatRuns() {
        stage("test", "newest", "wait");
        freight("aaa", WAREHOUSE);
        freight("bbb", OTHER);
        Promotion running = fixture.create("test", "alias-aaa");
        fixture.advance(running);
        Promotion waiting = fixture.create("test", "alias-aaa");
        Promotion ofOther = fixture.create("test", "alias-bbb");
        Promotion newest = fixture.create("test", "alias-aaa");

        assertThat(phase(running)).isEqualTo(PromotionPhase.Running);
        assertThat(fixture.stored(running).abortRequestedBy()).isEmpty();
        assertThat(phase(waiting)).isEqualTo(PromotionPhase.Aborted);
        assertThat(fixture.stored(waiting).message())
                .isEqualTo("aborted by promotion " + newest.name() + ", which is newer");
        assertThat(phase(ofOther)).as("Freight of another Warehouse").isEqualTo(PromotionPhase.Pending);
    }

    @Test
    void cancelRunningAbortsWhatRunsToo() {
        stage("test", "cancel-running", "wait");
        freight("aaa", WAREHOUSE);
        Promotion running = fixture.create("test", "alias-aaa");
        fixture.advance(running);
        Promotion newest = fixture.create("test", "alias-aaa");

        assertThat(fixture.advance(running)).isInstanceOf(Progress.Finished.class);
        assertThat(phase(running)).isEqualTo(PromotionPhase.Aborted);
        fixture.advance(newest);
        assertThat(phase(newest)).isEqualTo(PromotionPhase.Running);
    }

    @Test
    void whatThePromotionBeforeItInTheQueueBroughtIsCarriedOver() {
        stage("test", "", "fake");
        freight("aaa", WAREHOUSE);
        freight("bbb", OTHER);
        Promotion first = fixture.create("test", "alias-aaa");
        Promotion second = fixture.create("test", "alias-bbb");
        assertThat(second.collection().items()).containsOnlyKeys(OTHER.toString());

        fixture.finish(first);
        Promotion done = fixture.finish(second);

        assertThat(done.collection().items().keySet()).contains(WAREHOUSE.toString(), OTHER.toString());
        assertThat(fixture.store().promotions().current(PROJECT).get("test").collection())
                .isEqualTo(done.collection());
    }

    @Test
    void aPromotionThatNeverStartedBringsNothingAlong() throws Exception {
        stage("test", "", "fake");
        freight("aaa", WAREHOUSE);
        freight("bbb", OTHER);
        fixture.finish(fixture.create("test", "alias-bbb"));
        Promotion dropped = fixture.create("test", "alias-aaa");
        fixture.engine().promotions().abort(PROJECT, dropped.name(), "subject:alice");
        freight("ccc", WAREHOUSE);

        Promotion done = fixture.finish(fixture.create("test", "alias-ccc"));

        assertThat(done.collection().items().get(OTHER.toString()).alias()).isEqualTo("alias-bbb");
        assertThat(done.collection().items().get(WAREHOUSE.toString()).alias()).isEqualTo("alias-ccc");
    }
}
