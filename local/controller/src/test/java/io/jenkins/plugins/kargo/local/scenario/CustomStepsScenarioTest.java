package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps of a team's own: handlers in the Jenkinsfile and in a shared library, shell scripts, and those of a plugin. */
class CustomStepsScenarioTest {
    private static final String JOB = "shop/deploy";
    private static final String SCRIPT = """
                - uses: sh
                  as: script
                  config:
                    dir: ./out
                    with: {greeting: hello}
                    script: |
                      echo "$KARGO_WITH_GREETING $COLOR from $KARGO_STAGE"
                      echo "{\\"text\\": \\"$COLOR\\"}" > "$KARGO_OUTPUT"
            """;
    private static final String HANDLERS = """
                - uses: pipeline
                  as: render
                  config:
                    name: render
                    with: {file: out/RELEASE, text: "${{ outputs.script.text }}", hosts: [a, b]}
                - uses: pipeline
                  as: flaky
                  retry: {errorThreshold: 2}
                  config: {name: flaky}
                - uses: pipeline
                  as: optional
                  continueOnError: true
                  config: {name: broken}
                - uses: file-write
                  config:
                    path: ./out/OUTPUTS
                    contents: "${{ outputs.render.release }} ${{ outputs.render.hosts[1] }} ${{ outputs.flaky.attempt + 1 }}"
            """;
    private static final String BLOCKS = """
            kargoStep('render') {
                parallel(
                    left: { writeFile file: 'left', text: env.KARGO_WITH_TEXT },
                    right: { writeFile file: 'right', text: env.KARGO_PROMOTION })
                sh 'echo "$(cat left) $COLOR" > "$KARGO_WITH_FILE"'
                return [release: readFile('left') + '-' + env.COLOR, hosts: ['x', 'y']]
            }
            kargoStep('flaky') {
                if (!fileExists('tried')) {
                    writeFile file: 'tried', text: ''
                    error 'not yet'
                }
                return [attempt: 2]
            }
            kargoStep('broken') { error 'it is broken' }
            """;
    private static final String NOTES = """
                - uses: release-notes
                  as: notes
                  config: {path: ./out/NOTES, title: "Release ${{ ctx.targetFreight.alias }}", published: "@PUBLISHED@"}
            """;
    private static final String FAILING = """
                - uses: pipeline
                  as: broken
                  config: {name: broken}
            """;
    private static final String ENDLESS = """
                - uses: pipeline
                  as: endless
                  config: {name: endless}
            """;
    private static final String ENDLESS_SCRIPT = """
                - uses: sh
                  as: endless
                  config: {script: "echo $$ > '@PID@'; echo begun; while :; do sleep 0.1; done"}
            """;

    /** What an administrator does under Manage Jenkins, System, Global Trusted Pipeline Libraries. */
    private static final String LIBRARY = """
            import jenkins.plugins.git.GitSCMSource
            import org.jenkinsci.plugins.workflow.libs.GlobalLibraries
            import org.jenkinsci.plugins.workflow.libs.LibraryConfiguration
            import org.jenkinsci.plugins.workflow.libs.SCMSourceRetriever
            def source = new GitSCMSource('@URL@')
            source.credentialsId = 'git-bot'
            source.traits = [new jenkins.plugins.git.traits.BranchDiscoveryTrait()]
            def kit = new LibraryConfiguration('kit', new SCMSourceRetriever(source))
            kit.defaultVersion = 'main'
            kit.implicit = true
            GlobalLibraries.get().libraries = [kit]
            """;

    @TempDir
    private static Path directory;

    private static World world;
    private static Path published;
    private static Path pid;

    @BeforeAll
    static void start() throws Exception {
        published = directory.resolve("published");
        pid = directory.resolve("pid");
        world = new World(directory);
        world.manifests(
                World.stage("left", null, World.copying(SCRIPT, HANDLERS)),
                World.stage("right", null, World.copying(SCRIPT, HANDLERS)),
                World.stage("notes", null, World.copying(NOTES.replace("@PUBLISHED@", published.toString()))),
                World.stage("failing", null, World.copying(FAILING)),
                World.stage("endless", null, World.copying(ENDLESS)),
                World.stage("script", null, World.copying(ENDLESS_SCRIPT.replace("@PID@", pid.toString()))));
        world.git
                .create("kit")
                .commit("main", "The library", Map.of("vars/kit.groovy", "def call() {\n" + BLOCKS + "}\n"));
        world.job(JOB, discover());
        world.start();
        if (Controllers.isReal()) {
            ExamplePlugin.install(world.controller.home().resolve("plugins"));
            world.controller.stop();
            world.controller.start();
            InboundAgent.script(world, LIBRARY.replace("@URL@", world.git.url("kit")));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (world != null) {
            world.close();
        }
    }

    private static String discover() {
        return "node {\n" + world.checkout() + "kargoWarehouse(project: 'app')\n}\n";
    }

    /** The job with another Jenkinsfile. */
    private static void jenkinsfile(String script) throws Exception {
        world.job(JOB, discover() + script);
        world.apply();
    }

    /** A real controller has the library; the stand-in has none, and a closure does what its variable does. */
    private static String library() {
        return Controllers.isReal() ? "" : "def kit = {\n" + BLOCKS + "}\n";
    }

    private static String promote(String stage, String handlers) {
        return "kargoPromote(project: 'app', stage: '" + stage + "') {\nnode { kargoSteps {\n" + handlers
                + "\n} }\n}\n";
    }

    private static JsonNode newest(String stage) throws Exception {
        return PushRecords.promotions(world, stage).get(0);
    }

    private static JsonNode step(String stage, String alias) throws Exception {
        for (JsonNode step : newest(stage).path("steps")) {
            if (step.path("alias").asText().equals(alias)) {
                return step;
            }
        }
        throw new AssertionError("no step " + alias);
    }

    @Test
    void handlersOfALibraryAndScriptsRunInTheBlocksOfTwoPromotionsAtOnce() throws Exception {
        jenkinsfile(library() + """
                parallel(
                    left: {
                        kargoPromote(project: 'app', stage: 'left') {
                            node { withEnv(['COLOR=red']) { kargoSteps { kit() } } }
                        }
                    },
                    right: {
                        kargoPromote(project: 'app', stage: 'right') {
                            node { withEnv(['COLOR=blue']) { kargoSteps { kit() } } }
                        }
                    })
                """);

        World.Ended ended = world.run(JOB);

        assertThat(ended.result()).as(ended.log()).isEqualTo("SUCCESS");
        assertThat(ended.log())
                .contains("hello red from left", "hello blue from right", "kargoStep('flaky') failed: not yet");
        for (String[] each : new String[][] {{"left", "red"}, {"right", "blue"}}) {
            Map<String, String> files = world.repository.files("stage/" + each[0]);
            assertThat(files)
                    .containsEntry("RELEASE", each[1] + ' ' + each[1] + '\n')
                    .containsEntry("OUTPUTS", each[1] + '-' + each[1] + " y 3");
            assertThat(step(each[0], "flaky").path("status").asText()).isEqualTo("Succeeded");
            assertThat(step(each[0], "optional").path("status").asText()).isEqualTo("Errored");
            assertThat(step(each[0], "optional").path("message").asText()).contains("it is broken");
            assertThat(newest(each[0]).path("phase").asText()).isEqualTo("Succeeded");
        }
    }

    @Test
    void aPluginAddsStepsAndAStageIsVerifiedWhenTheirChecksAreHealthy() throws Exception {
        jenkinsfile("""
                def result = kargoPromote(project: 'app', stage: 'notes') { node { kargoSteps() } }
                echo "notes of ${result.outputs.notes.size} characters"
                kargoVerify(project: 'app', stage: 'notes')
                """);
        int number = world.dana().build(JOB);
        await().atMost(World.LIMIT)
                .until(
                        () -> world.dana()
                                .log(JOB, number)
                                .contains(
                                        "waits until stage notes, which is Progressing (the notes are not published), is healthy"));

        Files.writeString(published, "");

        assertThat(world.dana().await(JOB, number, World.LIMIT).result())
                .as(world.dana().log(JOB, number))
                .isEqualTo("SUCCESS");
        String notes = world.repository.files("stage/notes").get("NOTES");
        assertThat(notes).startsWith("Release ");
        assertThat(world.dana().log(JOB, number))
                .contains("notes of " + notes.length() + " characters", "is Successful");
    }

    @Test
    void aHandlerThatThrowsFailsThePromotionAndTheBuild() throws Exception {
        jenkinsfile(promote("failing", "kargoStep('broken') { error 'no such colour' }"));

        World.Ended ended = world.run(JOB);

        assertThat(ended.result()).isEqualTo("FAILURE");
        assertThat(ended.log()).contains("kargoStep('broken') failed: no such colour");
        assertThat(newest("failing").path("phase").asText()).isEqualTo("Errored");
        assertThat(PushRecords.commits(world, "failing")).isEmpty();
    }

    @Test
    void stoppingTheBuildAbortsAHandler() throws Exception {
        jenkinsfile(promote("endless", "kargoStep('endless') { sh 'echo begun; while :; do sleep 0.1; done' }"));

        assertThat(stopped("begun")).isEqualTo("ABORTED");
        await().atMost(World.LIMIT)
                .until(() -> newest("endless").path("phase").asText().equals("Aborted"));
    }

    @Test
    void stoppingTheBuildStopsAScript() throws Exception {
        jenkinsfile(promote("script", ""));

        assertThat(stopped("begun")).isEqualTo("ABORTED");
        await().atMost(World.LIMIT)
                .until(() -> newest("script").path("phase").asText().equals("Aborted"));
        long process = Long.parseLong(Files.readString(pid).strip());
        await().atMost(World.LIMIT).until(() -> ProcessHandle.of(process).isEmpty());
    }

    @Test
    void aScriptThatAKilledControllerCutOffIsNotRunAgain() throws Exception {
        Assumptions.assumeTrue(Controllers.isReal(), "builds of the stand-in end with it");
        jenkinsfile(promote("script", ""));
        int number = begun("begun");
        long process = Long.parseLong(Files.readString(pid).strip());

        world.controller.kill();
        Files.delete(pid);
        world.controller.start();

        assertThat(world.dana().await(JOB, number, World.LIMIT).result())
                .as(world.dana().log(JOB, number))
                .isEqualTo("FAILURE");
        assertThat(world.dana().log(JOB, number)).contains("the script was cut off in the middle");
        assertThat(newest("script").path("phase").asText()).isEqualTo("Failed");
        assertThat(pid).doesNotExist();
        ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Starts the job, stops it when its log has the text, and returns its result. */
    private static String stopped(String text) throws Exception {
        int number = begun(text);
        world.dana().stop(JOB, number);
        return world.dana().await(JOB, number, World.LIMIT).result();
    }

    private static int begun(String text) throws Exception {
        int number = world.dana().build(JOB);
        await().atMost(World.LIMIT)
                .until(() -> world.dana()
                        .log(JOB, number)
                        .lines()
                        .anyMatch(line -> line.strip().equals(text)));
        return number;
    }
}
