package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.local.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promotions that cannot succeed: one clear error, nothing pushed, nothing left on the agent. */
class BadPromotionScenarioTest {
    private static final String LINK = "    - uses: pipeline\n      config: {name: link}\n";

    @TempDir
    private static Path directory;

    private static BadInput bad;

    @BeforeAll
    static void start() throws Exception {
        Tools.required();
        bad = new BadInput(directory);
        World world = bad.world;
        String good = BadInput.WAREHOUSE + World.stage("test", null, World.copying());
        bad.project("stage", good, world.deliveryOf("stage", "tset"));
        bad.project(
                "unavailable",
                good + World.stage("prod", "test", World.copying()),
                world.deliveryOf("unavailable", "prod"));
        bad.project(
                "freight",
                good,
                world.deliveryOf("freight", "test").replace("stage: 'test'", "stage: 'test', freight: 'calm-otter'"));
        bad.stage("password", World.copying());
        bad.stage("readonly", World.copying());
        world.binding(new Setup.Binding(world.git.url("readonly"), World.CREDENTIAL, false, true));
        bad.stage("hook", World.copying());
        bad.hook("hook", "pre-receive", "echo 'commits need a ticket number' >&2; exit 1");
        bad.stage("protected", World.copying());
        bad.hook("protected", "update", "echo \"GH006: Protected branch update failed for $1.\" >&2; exit 1");
        charts();
        paths();
        world.start();
    }

    private static void charts() throws IOException {
        String helm = World.copying("""
                    - uses: helm-template
                      config: {path: ./src/chart, outPath: ./out, releaseName: app}
                """);
        bad.stage("chart", helm);
        bad.repository("chart")
                .commit(
                        "main",
                        "A chart",
                        Map.of(
                                "app/version", "2\n",
                                "chart/Chart.yaml", "apiVersion: v2\nname: app\nversion: 1.0.0\n",
                                "chart/templates/app.yaml", "tag: {{ .Values.image.tag }}\n"));
        bad.stage("nochart", helm);
        Path bin = Files.createDirectories(directory.resolve("bin"));
        for (String program : List.of("git", "sh", "env")) {
            Files.writeString(bin.resolve(program), "#!/bin/sh\nexec /usr/bin/" + program + " \"$@\"\n");
            assertThat(bin.resolve(program).toFile().setExecutable(true)).isTrue();
        }
        bad.project(
                "nohelm",
                BadInput.WAREHOUSE + World.stage("test", null, helm),
                bad.world
                        .deliveryOf("nohelm", "test")
                        .replace("kargoSteps()", "withEnv(['PATH=" + bin + "']) { kargoSteps() }"));
        bad.repository("nohelm")
                .commit(
                        "main",
                        "A chart",
                        Map.of(
                                "app/version",
                                "2\n",
                                "chart/Chart.yaml",
                                "apiVersion: v2\nname: app\nversion: 1.0.0\n"));
    }

    private static void paths() throws IOException {
        bad.stage("above", "    - uses: copy\n      config: {inPath: ../../x, outPath: ./out}\n");
        bad.stage("absolute", "    - uses: copy\n      config: {inPath: /etc/passwd, outPath: ./out}\n");
        Path outside = Files.createDirectories(directory.resolve("outside"));
        Files.writeString(outside.resolve("secret.yaml"), "a: b\n");
        linked("read", outside, "    - uses: copy\n      config: {inPath: ./link/secret.yaml, outPath: ./out}\n");
        linked("write", outside, "    - uses: file-write\n      config: {path: ./link/new, contents: x}\n");
        linked(
                "edit",
                outside,
                "    - uses: yaml-update\n      config: {path: ./link/secret.yaml, updates: [{key: a, value: c}]}\n");
    }

    private static void linked(String name, Path target, String steps) {
        bad.project(
                name,
                BadInput.WAREHOUSE + World.stage("test", null, LINK + steps),
                bad.world
                        .deliveryOf(name, "test")
                        .replace(
                                "kargoSteps()", "kargoSteps { kargoStep('link') { sh 'ln -s " + target + " link' } }"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (bad != null) {
            bad.close();
        }
    }

    @Test
    void anUnknownStageIsNamedWithTheOneThatWasMeant() throws Exception {
        bad.refused("stage", "The project shop/stage has no stage \"tset\"; did you mean \"test\"?");
        assertThat(bad.promotions("stage")).isZero();
    }

    @Test
    void freightThatIsNotAvailableToTheStageIsRefusedWithTheReason() throws Exception {
        bad.refused("unavailable", "is not available to stage prod: it is not verified in test");
        assertThat(bad.promotions("unavailable")).isZero();
    }

    @Test
    void freightThatIsNotThereIsNamed() throws Exception {
        bad.refused("freight", "has no Freight with the name or alias \"calm-otter\"");
        assertThat(bad.promotions("freight")).isZero();
    }

    @Test
    void aPasswordThatIsWrongByNowIsSaidWithTheIdOfItsCredential() throws Exception {
        World world = bad.world;
        world.job("shop/password", world.deliveryOf("password"));
        world.apply();
        assertThat(world.run("shop/password").result()).isEqualTo("SUCCESS");
        world.job("shop/password", "kargoPromote(project: 'password', stage: 'test') { node { kargoSteps() } }");
        world.password("not-the-password");
        world.apply();
        try {
            String log = bad.refused(
                    "password",
                    "Authentication failed",
                    "the server refuses the credential 'git-bot': wrong user name");
            assertThat(log).doesNotContain("not-the-password");
        } finally {
            world.password(BasicCredentials.RIGHT.password());
            world.apply();
        }
    }

    @Test
    void aBindingForReadingIsNotUsedToPushAlthoughAShorterOneMayWrite() throws Exception {
        bad.refused("readonly", "The credential 'git-bot' is bound to the prefix", "for reading only");
    }

    @Test
    void aPushThatAHookDeclinesIsToldInTheServersWords() throws Exception {
        bad.refused(
                "hook",
                "the server refuses branch stage/test of",
                "(pre-receive hook declined); it says: commits need a ticket number");
    }

    @Test
    void aProtectedBranchIsToldWithWhatToDo() throws Exception {
        bad.refused(
                "protected",
                "GH006: Protected branch update failed",
                "The branch is protected: allow the credential's user to push to it");
    }

    @Test
    void aChartThatDoesNotRenderShowsHelmsOwnError() throws Exception {
        bad.refused("chart", "failed to render chart", "app/templates/app.yaml:1", ".Values.image.tag", "nil pointer");
    }

    @Test
    void aChartThatIsNotThereIsNamed() throws Exception {
        bad.refused("nochart", "failed to load chart from \"./src/chart\": there is no such file or directory");
    }

    @Test
    void missingHelmIsNamedWithTheStepThatNeedsItAndWhereToPutIt() throws Exception {
        bad.refused(
                "nohelm",
                "helm-template needs helm, which is not on the PATH " + directory.resolve("bin") + " of",
                "install Helm 3 or 4");
    }

    @Test
    void aPathAboveTheWorkDirIsRefused() throws Exception {
        bad.refused("above", "path \"../../x\" leaves the work dir");
    }

    @Test
    void anAbsolutePathIsOneOfTheWorkDir() throws Exception {
        bad.refused("absolute", "\"/etc/passwd\" does not exist in the work dir, where all paths begin");
    }

    @Test
    void aSymbolicLinkLeadsNowhereOutside() throws Exception {
        bad.refused("read", "path \"./link/secret.yaml\" leaves the work dir through the symbolic link link");
        bad.refused("write", "path \"./link/new\" leaves the work dir through the symbolic link link");
        bad.refused("edit", "path \"./link/secret.yaml\" leaves the work dir through the symbolic link link");
        Path outside = directory.resolve("outside");
        assertThat(outside.resolve("new")).doesNotExist();
        assertThat(outside.resolve("secret.yaml")).hasContent("a: b");
    }
}
