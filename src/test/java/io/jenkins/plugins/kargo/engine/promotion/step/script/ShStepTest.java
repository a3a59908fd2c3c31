package io.jenkins.plugins.kargo.engine.promotion.step.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner.Replay;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShStepTest {
    @TempDir
    Path temp;

    private final StepFixture fixture = new StepFixture("test.1");
    private LocalWorkspace workspace;

    @BeforeEach
    void open() throws IOException {
        workspace = new LocalWorkspace(temp, fixture.promotionLog());
        fixture.workspace(workspace);
    }

    private StepResult run(String script) throws Exception {
        return run(script, Map.of());
    }

    private StepResult run(String script, Map<String, Object> more) throws Exception {
        Map<String, Object> config = new LinkedHashMap<>(more);
        config.put("script", script);
        return fixture.run(new ShStep(), "render", config);
    }

    @Test
    void inputsComeByTheEnvironmentAndOutputsByAFile() throws Exception {
        Map<String, Object> with = new LinkedHashMap<>();
        with.put("file.path", "a b.yaml");
        with.put("replicas", 3L);
        with.put("hosts", List.of("x", "y"));
        StepResult result = run("""
                echo "$KARGO_STAGE $KARGO_PROMOTION $KARGO_STEP $KARGO_WITH_FILE_PATH $KARGO_WITH_REPLICAS"
                test "$(cat "$KARGO_INPUT")" = '{"file.path":"a b.yaml","replicas":3,"hosts":["x","y"]}'
                echo '{"file": "out.yaml", "lines": 12}' > "$KARGO_OUTPUT"
                """, Map.of("with", with));
        assertThat(result.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(result.output()).isEqualTo(Map.of("file", "out.yaml", "lines", 12L));
        assertThat(fixture.log()).containsExactly("test test.1 render a b.yaml 3");
    }

    @Test
    void itRunsInItsDirectoryAndLeavesNoOutputToTheNextScript() throws Exception {
        Files.createDirectories(workspace.workDir().resolve("src"));
        run("pwd; echo '{}' > \"$KARGO_OUTPUT\"; touch made", Map.of("dir", "./src"));
        assertThat(workspace.workDir().resolve("src/made")).exists();
        assertThat(fixture.log())
                .containsExactly(workspace.workDir().resolve("src").toString());
        fixture.intend("render", Map.of());
        assertThat(run("true").output()).isNull();
    }

    @Test
    void theFirstLineMayNameAnotherInterpreter() throws Exception {
        assertThat(run("#!/bin/cat\nnot a shell script\n").status()).isEqualTo(StepStatus.Succeeded);
        assertThat(fixture.log()).containsExactly("#!/bin/cat", "not a shell script");
    }

    @Test
    void theFirstCommandThatFailsEndsTheScriptWithAnErrorThatMayBeRetried() {
        assertThatThrownBy(() -> run("echo before; (exit 3); echo after"))
                .isInstanceOf(IOException.class)
                .hasMessage("the script ended with exit code 3; the build log has what it printed");
        assertThat(fixture.log()).containsExactly("before");
        assertThatThrownBy(() -> {
                    fixture.intend("render", Map.of());
                    run("no-such-program-here");
                })
                .hasMessageContaining("exit code 127 (a program that it calls is missing on the agent)");
    }

    @Test
    void itIsStoppedAtItsTimeLimit() {
        assertThatThrownBy(() -> run("sleep 60", Map.of("timeout", "300ms")))
                .isInstanceOf(IOException.class)
                .hasMessage("the script did not end within 300ms and was stopped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7h", "0s", "-1m", "soon"})
    void aTimeLimitThatMakesNoSenseIsRefused(String timeout) {
        assertThatThrownBy(() -> run("true", Map.of("timeout", timeout)))
                .isInstanceOf(StepFailure.class)
                .hasMessageStartingWith("invalid sh config: timeout: ");
    }

    @Test
    void anythingButOneJsonObjectIsNoOutput() {
        assertThatThrownBy(() -> run("echo '[1]' > \"$KARGO_OUTPUT\""))
                .isInstanceOf(StepFailure.class)
                .hasMessageStartingWith("KARGO_OUTPUT must hold one JSON object, such as");
        fixture.intend("render", Map.of());
        assertThatThrownBy(() -> run("head -c 2000000 /dev/zero > \"$KARGO_OUTPUT\""))
                .isInstanceOf(StepFailure.class)
                .hasMessageStartingWith("the outputs in KARGO_OUTPUT are 2000000 bytes, more than 1048576");
        fixture.intend("render", Map.of());
        assertThatThrownBy(() -> run("ln -s \"$KARGO_INPUT\" \"$KARGO_OUTPUT\""))
                .hasMessage("KARGO_OUTPUT must be an ordinary file with a JSON object");
    }

    @Test
    void aScriptThatWasCutOffIsNotRunASecondTime() {
        fixture.intend("render", Map.of("attempt", 0L));
        assertThatThrownBy(() -> run("touch again"))
                .isInstanceOf(StepFailure.class)
                .hasMessageStartingWith("the script was cut off in the middle, and how far it came is not known");
        assertThat(workspace.calls()).isEmpty();
    }

    @Test
    void oneThatChangesFilesOnlyIsRunAgain() throws Exception {
        fixture.intend("render", Map.of("attempt", 0L));
        assertThat(run("touch again", Map.of("filesOnly", true)).status()).isEqualTo(StepStatus.Succeeded);
        assertThat(workspace.workDir().resolve("again")).exists();
    }

    @Test
    void previewsRunOnlyWhatChangesFilesOnly() throws Exception {
        fixture.preview();
        StepResult skipped = run("touch made");
        assertThat(skipped.status()).isEqualTo(StepStatus.Skipped);
        assertThat(workspace.calls()).isEmpty();
        run("test $KARGO_PREVIEW = true; touch made", Map.of("filesOnly", true));
        assertThat(workspace.workDir().resolve("made")).exists();
    }

    @Test
    void onlyALiteralPromiseLetsItBeRepeated() {
        assertThat(replay(Map.of("filesOnly", true))).isEqualTo(Replay.FILES);
        assertThat(replay(Map.of("filesOnly", "${{ vars.safe }}"))).isEqualTo(Replay.IMPOSSIBLE);
        assertThat(replay(Map.of())).isEqualTo(Replay.IMPOSSIBLE);
    }

    private static Replay replay(Map<String, Object> config) {
        return new ShStep()
                .replay(new PromotionStep(
                        "sh", null, "render", "", false, PromotionStep.Retry.DEFAULT, List.of(), config));
    }

    @Test
    void aDirectoryOutsideTheWorkDirIsRefused() {
        assertThatThrownBy(() -> run("true", Map.of("dir", "../.."))).isInstanceOf(StepFailure.class);
        assertThatThrownBy(() -> run("true", Map.of("dir", "missing")))
                .hasMessage("dir \"missing\" is not a directory of the work dir");
    }
}
