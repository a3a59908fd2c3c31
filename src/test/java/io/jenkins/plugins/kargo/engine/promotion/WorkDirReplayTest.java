package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner.Replay;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirReplayTest {
    @TempDir
    Path directory;

    private EngineFixture fixture;
    private int agents;

    @BeforeEach
    void openStore() {
        fixture = new EngineFixture(directory.resolve("store"));
        fixture.freight("abc");
        fixture.fake("files").onFiles(Replay.FILES).always(WorkDirReplayTest::writeFile);
        fixture.fake("push").onFiles(Replay.NEVER);
    }

    @AfterEach
    void closeStore() {
        fixture.close();
    }

    private static StepResult writeFile(StepContext context) throws IOException {
        LocalWorkspace workspace = (LocalWorkspace) context.workspace();
        Files.writeString(workspace.workDir().resolve(context.step().as()), "x");
        return StepResult.succeeded(Map.of("run", context.clock().instant().toString()));
    }

    private LocalWorkspace agent() throws IOException {
        return new LocalWorkspace(directory.resolve("agent" + agents++), fixture.log::add);
    }

    private Progress advance(Promotion promotion, Workspace workspace) {
        return fixture.advance(promotion, fixture.environment().withWorkspace(workspace));
    }

    @Test
    void filesAreMadeAgainOnANewAgentAndEffectsAreNot() throws IOException {
        fixture.fake("wait").then(context -> StepResult.running("open", Duration.ofMinutes(1)));
        fixture.stage(
                "test",
                step("files", "clone"),
                step("push", "push"),
                step("files", "edit"),
                step("wait", "wait"),
                step("files", "last"));
        Promotion promotion = fixture.create("test", "alias-abc");
        assertThat(advance(promotion, agent())).isInstanceOf(Progress.Waiting.class);
        StepRecord clone = fixture.stored(promotion).recordOf("clone").orElseThrow();
        fixture.restart();
        fixture.clock.advance(Duration.ofMinutes(5));
        LocalWorkspace second = agent();
        assertThat(advance(promotion, second)).isInstanceOf(Progress.Finished.class);
        assertThat(fixture.fake("files").aliases()).containsExactly("clone", "edit", "clone", "edit", "last");
        assertThat(fixture.fake("push").aliases()).containsExactly("push");
        assertThat(second.workDir().resolve("edit")).exists();
        assertThat(fixture.stored(promotion).recordOf("clone")).contains(clone);
        assertThat(fixture.log).contains("The work dir was lost: repeating step \"clone\" (files)");
    }

    @Test
    void aWorkDirThatIsStillThereIsUsedOn() throws IOException {
        fixture.fake("wait").then(context -> StepResult.running("open", Duration.ofMinutes(1)));
        fixture.stage("test", step("files", "clone"), step("wait", "wait"), step("files", "last"));
        Promotion promotion = fixture.create("test", "alias-abc");
        LocalWorkspace agent = agent();
        advance(promotion, agent);
        fixture.restart();
        assertThat(advance(promotion, agent)).isInstanceOf(Progress.Finished.class);
        assertThat(fixture.fake("files").aliases()).containsExactly("clone", "last");
    }

    @Test
    void aStepCutOffWhileItWroteFilesStartsFromACleanWorkDir() throws IOException {
        fixture.fake("files").then(WorkDirReplayTest::writeFile).then(context -> {
            Files.writeString(((LocalWorkspace) context.workspace()).workDir().resolve("half"), "half");
            throw new InterruptedException();
        });
        fixture.stage("test", step("files", "clone"), step("files", "edit"));
        Promotion promotion = fixture.create("test", "alias-abc");
        LocalWorkspace agent = agent();
        RunEnvironment environment = fixture.environment().withWorkspace(agent);
        assertThatThrownBy(() -> fixture.engine().runner().advance(PROJECT, promotion.name(), environment))
                .isInstanceOf(InterruptedException.class);
        fixture.restart();
        assertThat(advance(promotion, agent)).isInstanceOf(Progress.Finished.class);
        assertThat(fixture.fake("files").aliases()).containsExactly("clone", "edit", "clone", "edit");
        assertThat(agent.workDir().resolve("half")).doesNotExist();
    }

    @Test
    void aStepCutOffDuringAnEffectFindsItsWorkDirAsItLeftIt() throws IOException {
        fixture.fake("push").then(context -> {
            throw new InterruptedException();
        });
        fixture.stage("test", step("files", "clone"), step("push", "push"));
        Promotion promotion = fixture.create("test", "alias-abc");
        RunEnvironment environment = fixture.environment().withWorkspace(agent());
        assertThatThrownBy(() -> fixture.engine().runner().advance(PROJECT, promotion.name(), environment))
                .isInstanceOf(InterruptedException.class);
        fixture.restart();
        assertThat(fixture.advance(promotion, environment)).isInstanceOf(Progress.Finished.class);
        assertThat(fixture.fake("files").aliases()).containsExactly("clone");
        assertThat(fixture.fake("push").aliases()).containsExactly("push", "push");
    }

    @Test
    void whatAHandlerDidCannotBeRepeated() throws IOException {
        fixture.stage(
                "test",
                step("files", "clone"),
                step("pipeline", "render", Map.of("name", "render")),
                step("files", "commit"));
        Promotion promotion = fixture.create("test", "alias-abc");
        assertThat(advance(promotion, agent())).isInstanceOf(Progress.NeedsHandler.class);
        fixture.engine().runner().completeHandler(PROJECT, promotion.name(), "render", StepResult.succeeded());
        Progress progress = advance(promotion, agent());
        assertThat(progress).isInstanceOfSatisfying(Progress.Finished.class, finished -> {
            assertThat(finished.promotion().phase()).isEqualTo(PromotionPhase.Failed);
            assertThat(finished.promotion().message())
                    .isEqualTo("The work dir was lost after step \"render\", and what its handler in the Jenkinsfile"
                            + " did cannot be repeated: promote again");
        });
    }

    @Test
    void aHandlerThatComesFirstFindsAWorkDirThatIsKnownAgain() throws IOException {
        fixture.stage("test", step("pipeline", "render", Map.of("name", "render")), step("files", "commit"));
        Promotion promotion = fixture.create("test", "alias-abc");
        LocalWorkspace agent = agent();
        assertThat(advance(promotion, agent)).isInstanceOf(Progress.NeedsHandler.class);
        fixture.engine().runner().completeHandler(PROJECT, promotion.name(), "render", StepResult.succeeded());

        assertThat(advance(promotion, agent))
                .isInstanceOfSatisfying(
                        Progress.Finished.class,
                        finished -> assertThat(finished.promotion().phase()).isEqualTo(PromotionPhase.Succeeded));
    }

    @Test
    void aHandlerFindsWhatEarlierStepsWroteInALostWorkDir() throws IOException {
        fixture.stage("test", step("files", "clone"), step("pipeline", "render", Map.of("name", "render")));
        Promotion promotion = fixture.create("test", "alias-abc");
        assertThat(advance(promotion, agent())).isInstanceOf(Progress.NeedsHandler.class);
        assertThat(advance(promotion, agent())).isInstanceOf(Progress.NeedsHandler.class);

        assertThat(fixture.fake("files").aliases()).containsExactly("clone", "clone");
    }

    @Test
    void whatLiesInAForeignWorkDirIsLeftAlone() throws IOException {
        LocalWorkspace agent = agent();
        Path foreign = Files.writeString(agent.workDir().resolve("foreign"), "x");
        fixture.stage("test", step("files", "clone"));
        assertThat(advance(fixture.create("test", "alias-abc"), agent)).isInstanceOf(Progress.Finished.class);
        assertThat(foreign).exists();
    }

    @Test
    void oneLookAtTheWorkDirServesAWholeStretch() throws IOException {
        fixture.stage("test", step("files", "a"), step("files", "b"), step("files", "c"));
        LocalWorkspace agent = agent();
        advance(fixture.create("test", "alias-abc"), agent);
        assertThat(agent.calls()).hasSize(1);
    }

    @Test
    void aWorkDirWithWhatCannotBeRepeatedIsLostForGood() throws IOException {
        fixture.fake("script").onFiles(Replay.IMPOSSIBLE);
        fixture.fake("wait").then(context -> StepResult.running("open", Duration.ofMinutes(1)));
        fixture.stage("test", step("script", "render"), step("wait", "wait"), step("files", "last"));
        Promotion promotion = fixture.create("test", "alias-abc");
        assertThat(advance(promotion, agent())).isInstanceOf(Progress.Waiting.class);
        fixture.restart();
        fixture.clock.advance(Duration.ofMinutes(5));
        assertThat(advance(promotion, agent())).isInstanceOfSatisfying(Progress.Finished.class, finished -> {
            assertThat(finished.promotion().phase()).isEqualTo(PromotionPhase.Failed);
            assertThat(finished.promotion().message())
                    .isEqualTo("The work dir was lost after step \"render\" (script), and what it did there"
                            + " cannot be repeated: promote again");
        });
        assertThat(fixture.fake("script").aliases()).containsExactly("render");
    }
}
