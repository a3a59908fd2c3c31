package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.ChartRepository;
import io.jenkins.plugins.kargo.engine.testing.DockerRegistry;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import io.jenkins.plugins.kargo.engine.testing.TestImage;
import io.jenkins.plugins.kargo.local.Setup;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in every input that takes one, used by everything that uses one; then a search for them everywhere else. */
class PlantedSecretsScenarioTest {
    private static final String WEB_TOKEN = "wt-9f+3/aZ=Q7 x%y-planted";
    private static final String STEP_TOKEN = "st-Lk2+/=pq planted&token";
    private static final String PASSPHRASE = "correct horse 'battery' + planted/staple";
    private static final String IN_MANIFEST = "in-the-manifest-4711";

    private static final String VARS_AND_VERIFICATION = """
              vars:
                - {name: token, value: "${{ secret('step').webhook }}"}
              verification:
                analysisTemplates: [{name: web}]
            """;

    @TempDir
    private static Path directory;

    private static World world;
    private static DockerRegistry registry;
    private static ChartRepository charts;
    private static LoopbackServer echo;
    private static ProcessArguments processes;
    private static String sshKey;
    private static String signingKey;
    private static GpgKey gpgKey;
    private static final List<String> seen = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        Tools.required();
        registry = DockerRegistry.withPassword(Files.createDirectories(directory.resolve("registry")));
        registry.push("app", "1.0.0", TestImage.image("linux/amd64", Instant.now()));
        registry.push("charts/base", "1.0.0", TestImage.chart("base", "1.0.0"));
        charts = ChartRepository.withPassword();
        charts.publish("base", "1.0.0");
        echo = LoopbackServer.http(PlantedSecretsScenarioTest::echo);
        Map<String, String> environment = new LinkedHashMap<>(Tools.environment());
        Path temporary = Files.createDirectories(directory.resolve("jenkins/temporary"));
        environment.put("TMPDIR", temporary.toString());
        environment.put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        world = new World(directory, environment);
        plant();
        processes = new ProcessArguments();
        world.start();
    }

    private static void plant() throws Exception {
        byte[] key = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        sshKey = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
        signingKey = signingKey();
        gpgKey = new GpgKey("gpg@example.com", PASSPHRASE);
        BasicCredentials right = BasicCredentials.RIGHT;
        credential("registry", "usernamePassword", right.user(), right.password());
        credential("deploy-key", "sshKey", "git", sshKey);
        credential("web", "secretText", null, WEB_TOKEN);
        credential("step", "secretText", null, STEP_TOKEN);
        credential("sign", "secretText", null, signingKey);
        world.credential(
                new Setup.StoredCredential("gpg-key", "sshKey", null, "bot", gpgKey.armored(), null, null, PASSPHRASE));
        world.binding(new Setup.Binding("git-signing://gpg@example.com", "gpg-key", true, false));
        world.binding(new Setup.Binding(registry.authority(), "registry", true, true));
        world.binding(new Setup.Binding("http://" + registry.authority(), "registry", true, true));
        world.binding(new Setup.Binding(charts.url(), "registry", false, true));
        world.binding(new Setup.Binding("ssh://git@127.0.0.1:1/", "deploy-key", true, false));
        world.secret(new Setup.BoundSecret("web", "", "web"));
        world.secret(new Setup.BoundSecret("step", "webhook", "step"));
        world.secret(new Setup.BoundSecret("sign", "key", "sign"));
        world.plainHttp(registry.authority());
        Map<String, String> files = new LinkedHashMap<>();
        files.put(".kargo/app.yaml", manifests());
        files.put("app/version", "1\n");
        files.put("chart/Chart.yaml", """
                apiVersion: v2
                name: app
                version: 1.0.0
                dependencies: [{name: base, version: 1.0.0, repository: "@CHARTS@"}]
                """.replace("@CHARTS@", charts.url()));
        files.put("chart/templates/app.yaml", "kind: ConfigMap\n");
        files.put(
                "umbrella/Chart.yaml",
                files.get("chart/Chart.yaml").replace(charts.url(), "oci://" + registry.authority() + "/charts"));
        files.replaceAll((path, text) -> text.replace("@URL@", world.git.url("app")));
        world.repository.commit("main", "The app", files);
        world.job(
                "shop/deploy",
                world.delivery("test").replace("kargoSteps()", """
                kargoSteps {
                    kargoStep('look') {
                        sh 'env; cat src/.git out/.git; find . -name config -exec cat {} +'
                    }
                }""")
                        + "kargoVerify(project: 'app', stage: 'test', failOnError: false)\n");
    }

    private static String signingKey() throws Exception {
        Path file = directory.resolve("signing-key");
        Process keygen = new ProcessBuilder(
                        "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "bot", "-f", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keygen.waitFor()).as(said).isZero();
        return Files.readString(file);
    }

    private static void credential(String id, String kind, String user, String secret) {
        world.credential(new Setup.StoredCredential(id, kind, null, user, secret, null, null));
    }

    private static String manifests() {
        String steps = World.copying("""
                    - uses: helm-template
                      config: {path: ./src/chart, outPath: ./out, releaseName: app, buildDependencies: true}
                    - uses: git-clone
                      as: ssh
                      continueOnError: true
                      config:
                        repoURL: ssh://git@127.0.0.1:1/none.git
                        checkout: [{path: ./none}]
                    - uses: file-write
                      as: secret-in-a-file
                      continueOnError: true
                      config: {path: ./out/token, contents: "${{ secret('step').webhook }}"}
                    - uses: git-commit
                      as: secret-in-a-message
                      continueOnError: true
                      config: {path: ./out, message: "with ${{ vars.token }}"}
                    - uses: compose-output
                      as: secret-in-an-output
                      continueOnError: true
                      config: {token: "${{ vars.token }}", length: "${{ len(vars.token) }}"}
                    - uses: http
                      as: secret-sent
                      config:
                        method: POST
                        url: @ECHO@/ok
                        headers: [{name: Authorization, value: "Bearer ${{ vars.token }}"}]
                        body: "${{ 'body ' + vars.token }}"
                        outputs:
                          - {name: echoed, fromExpression: response.body.authorization}
                    - uses: http
                      as: secret-refused
                      continueOnError: true
                      config:
                        url: @ECHO@/no
                        headers: [{name: X-Token, value: "${{ secret('step').webhook }}"}]
                        failureExpression: response.status >= 400
                        errorExpression: "'the server said: ' + response.body.headers + response.body.base64"
                    - uses: http-download
                      as: download-refused
                      continueOnError: true
                      config:
                        url: @ECHO@/no
                        headers: [{name: X-Token, value: "${{ secret('step').webhook }}"}]
                        outPath: ./out/downloaded
                    - uses: oci-push
                      config: {srcRef: "@REGISTRY@/app:1.0.0", destRef: "@REGISTRY@/app:promoted"}
                    - uses: oci-download
                      config: {imageRef: "@REGISTRY@/app:promoted", outPath: ./layer.tgz}
                    - uses: git-clone
                      as: signing
                      config:
                        repoURL: @URL@
                        author: {name: Bot, email: bot@example.com, signingKey: "${{ secret('sign').key }}"}
                        checkout: [{branch: main, path: ./signed}]
                    - uses: file-write
                      config: {path: ./signed/new, contents: new}
                    - uses: git-commit
                      as: signed-commit
                      config: {path: ./signed, message: signed}
                    - uses: git-tag
                      config: {path: ./signed, tag: signed, message: signed}
                    - uses: git-clone
                      as: signing-with-a-passphrase
                      config:
                        repoURL: @URL@
                        author: {name: Bot, email: gpg@example.com}
                        checkout: [{branch: signed-by-gpg, create: true, path: ./gpg}]
                    - uses: file-write
                      config: {path: ./gpg/new, contents: new}
                    - uses: git-commit
                      config: {path: ./gpg, message: signed by gpg}
                    - uses: git-tag
                      config: {path: ./gpg, tag: v1-gpg, message: signed by gpg}
                    - uses: git-push
                      as: push-signed
                      config: {path: ./gpg}
                    - uses: helm-update-chart
                      as: chart-in-a-registry
                      config: {path: ./src/umbrella}
                    - uses: git-open-pr
                      as: no-such-server
                      continueOnError: true
                      config: {repoURL: "@URL@", provider: gitea, sourceBranch: main, targetBranch: other}
                    - uses: pipeline
                      config: {name: look}
                """);
        String stage = World.stage("test", null, steps)
                .replace("  promotionTemplate:\n", VARS_AND_VERIFICATION + "  promotionTemplate:\n");
        return ("""
                apiVersion: kargo.akuity.io/v1alpha1
                kind: Warehouse
                metadata: {name: app}
                spec:
                  subscriptions:
                    - git: {repoURL: @URL@, branch: main, includePaths: [app]}
                    - image: {repoURL: @REGISTRY@/app}
                    - chart: {repoURL: "@CHARTS@", name: base}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: mistake}
                stringData:
                  password: @MANIFEST@
                ---
                apiVersion: argoproj.io/v1alpha1
                kind: AnalysisTemplate
                metadata: {name: web}
                spec:
                  args:
                    - name: token
                      valueFrom: {secretKeyRef: {name: web, key: token}}
                  metrics:
                    - name: echoed
                      successCondition: result != ""
                      provider:
                        web:
                          url: @ECHO@/ok
                          headers: [{key: Authorization, value: "Bearer {{args.token}}"}]
                          jsonPath: "{$.authorization}"
                    - name: refused
                      successCondition: "true"
                      consecutiveErrorLimit: 0
                      provider:
                        web:
                          url: @ECHO@/no
                          headers: [{key: X-Token, value: "{{args.token}}"}]
                """ + stage)
                .replace("@REGISTRY@", registry.authority())
                .replace("@CHARTS@", charts.url())
                .replace("@MANIFEST@", IN_MANIFEST)
                .replace("@ECHO@", echo.url());
    }

    /** Sends back what it got, as servers do in their errors. */
    private static void echo(HttpExchange exchange) throws IOException {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        seen.add(authorization);
        String token = String.valueOf(exchange.getRequestHeaders().getFirst("X-Token"));
        boolean right = exchange.getRequestURI().getPath().equals("/ok");
        String body = "{\"authorization\": \"" + authorization + "\", \"headers\": \""
                + token + "\", \"base64\": \""
                + Base64.getEncoder().encodeToString(("x" + token).getBytes(StandardCharsets.UTF_8)) + "\"}";
        LoopbackServer.answer(exchange, right ? 200 : 418, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void stop() throws Exception {
        if (processes != null) {
            processes.close();
            world.close();
            echo.close();
            charts.close();
            registry.close();
        }
        if (gpgKey != null) {
            gpgKey.close();
        }
    }

    @Test
    void secretsAreUsedAndShowNowhere() throws Exception {
        World.Ended ended = world.run("shop/deploy");
        assertThat(ended.result()).as(ended.log()).isEqualTo("SUCCESS");
        assertThat(seen).contains("Bearer " + WEB_TOKEN, "Bearer " + STEP_TOKEN);
        assertThat(world.repository.files("stage/test")).containsKey("version").doesNotContainKey("token");
        assertThat(ended.log())
                .contains("\"secret-in-a-file\" (file-write) errored", "a secret cannot be used here")
                .contains(
                        "\"secret-in-a-message\" (git-commit) errored",
                        "\"secret-in-an-output\" (compose-output) errored")
                .contains("\"secret-sent\" (http) succeeded", "the server said: ****")
                .contains("\"download-refused\" (http-download)", "\"no-such-server\" (git-open-pr)")
                .contains("\"signed-commit\" (git-commit) succeeded", "\"push-signed\" (git-push) succeeded")
                .contains("\"chart-in-a-registry\" (helm-update-chart) succeeded");
        assertThat(gpgKey.verify(world.repository.path(), "signed-by-gpg")).contains("Good signature");
        String answers = answers();
        String commits = String.join("\n", world.repository.log("stage/test"))
                + world.repository.files("stage/test").values();
        world.controller.stop();
        for (Secrets secrets : List.of(
                new Secrets(BasicCredentials.RIGHT.user(), BasicCredentials.RIGHT.password()),
                new Secrets("", WEB_TOKEN),
                new Secrets("", STEP_TOKEN),
                new Secrets("git", sshKey.lines().skip(5).findFirst().orElseThrow()),
                new Secrets("bot", gpgKey.secretLine()),
                new Secrets("bot", PASSPHRASE),
                // Its first lines hold the public part.
                new Secrets("", signingKey.lines().skip(3).findFirst().orElseThrow()))) {
            assertThat(secrets.areIn(ended.log())).as(ended.log()).isFalse();
            assertThat(secrets.areIn(answers)).as(answers).isFalse();
            assertThat(secrets.areIn(commits)).isFalse();
            assertThat(processes.seen()).noneMatch(secrets::areIn);
            // What an administrator typed in.
            assertThat(secrets.below(world.controller.home(), file -> file.endsWith("setup.json")))
                    .isEmpty();
        }
        Secrets planted = new Secrets("", IN_MANIFEST);
        assertThat(planted.areIn(ended.log())).isFalse();
        assertThat(planted.areIn(answers)).isFalse();
        assertThat(planted.below(
                        world.controller.home().resolve("kargo"),
                        file -> file.toString().contains("cache")))
                .isEmpty();
    }

    private static String answers() throws Exception {
        JenkinsClient dana = world.dana();
        String path = JenkinsClient.apiPath(World.PROJECT);
        StringBuilder all = new StringBuilder();
        await().atMost(World.LIMIT)
                .until(() -> !world.stageOf("test").path("promotion").isMissingNode());
        all.append(dana.get(path + "board").text());
        JsonNode promotions = dana.get(path + "promotions").json().path("promotions");
        assertThat(promotions).isNotEmpty();
        for (JsonNode promotion : promotions) {
            all.append(dana.get(path + "promotions/" + promotion.path("name").asText())
                    .text());
        }
        for (JsonNode freight : dana.get(path + "board").json().path("freight").path("freight")) {
            all.append(
                    dana.get(path + "freight/" + freight.path("name").asText()).text());
        }
        all.append(dana.get(path + "stages/test").text())
                .append(dana.get(path + "configuration").text());
        return all.toString();
    }
}
