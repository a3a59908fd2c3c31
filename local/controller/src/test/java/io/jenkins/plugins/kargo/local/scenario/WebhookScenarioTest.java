package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.HostingDouble;
import io.jenkins.plugins.kargo.engine.testing.forge.HostingDialect;
import io.jenkins.plugins.kargo.local.Setup;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A git host that says that somebody pushed, and others who only say so. */
class WebhookScenarioTest {
    private static final String SECRET = "hook-s3cret";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String RECEIVERS = """
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: ProjectConfig
            metadata: {name: app}
            spec:
              webhookReceivers:
                - name: push
                  github: {secretRef: {name: hook}}
                - name: forgotten
                  gitlab: {secretRef: {name: nobody-bound-it}}
            """;

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> send(URI address, String body, String secret) throws Exception {
        return send(address, "push", body, secret);
    }

    private HttpResponse<String> send(URI address, String event, String body, String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        return http.send(
                HttpRequest.newBuilder(address)
                        .header("X-GitHub-Event", event)
                        .header("X-Hub-Signature-256", "sha256=" + signature)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String push(String repository, String path) {
        return """
                {"ref": "refs/heads/main", "repository": {"clone_url": "%s"},
                 "commits": [{"added": [], "modified": ["%s"], "removed": []}]}""".formatted(repository, path);
    }

    @Test
    void aPushRefreshesTheWarehousesThatItConcernsAndNothingElse() throws Exception {
        try (World world = new World(directory)) {
            world.manifests(World.stage("test", null, World.copying()), RECEIVERS);
            world.job("shop/deploy", "node {\n" + world.checkout() + "kargoWarehouse(project: 'app')\n}");
            world.credential(new Setup.StoredCredential("hook", "secretText", null, null, SECRET, null, null));
            world.secret(new Setup.BoundSecret("hook", "", "hook"));
            world.start();
            assertThat(world.run("shop/deploy").result()).isEqualTo("SUCCESS");

            assertThat(world.olivia().get("kargo/webhooks/shop/app").status()).isEqualTo(404);
            JsonNode receivers =
                    world.dana().get("kargo/webhooks/shop/app").json().path("receivers");
            assertThat(receivers.path(0).path("url").asText()).contains("/kargo-webhook/github/");
            assertThat(receivers.path(1).path("problem").asText()).contains("nobody-bound-it");
            URI address = address(world);
            String repository = world.git.url("app");
            world.release("2");

            assertThat(send(address, push(repository, "app/version"), "guessed").statusCode())
                    .isEqualTo(401);
            assertThat(send(address, push(repository, "docs/a.md"), SECRET).body())
                    .contains("refreshed 0 warehouse(s)");
            assertThat(send(address, push(repository + "-other", "app/version"), SECRET)
                            .body())
                    .contains("refreshed 0 warehouse(s)");
            assertThat(send(address, " ".repeat((2 << 20) + 1), SECRET).statusCode())
                    .isEqualTo(413);
            URI unknown = address.resolve("0".repeat(64));
            assertThat(send(unknown, push(repository, "app/version"), SECRET).statusCode())
                    .isEqualTo(404);
            assertThat(freight(world)).isEqualTo(1);

            HttpResponse<String> taken = send(address, push(repository, "app/version"), SECRET);
            assertThat(taken.statusCode()).isEqualTo(200);
            assertThat(taken.body()).isEqualTo("{\"msg\":\"refreshed 1 warehouse(s)\"}");
            await().atMost(MINUTE)
                    .untilAsserted(() -> assertThat(freight(world)).isEqualTo(2));

            String triggered = "properties([pipelineTriggers([kargoFreight('')])])\n";
            world.job("shop/deploy", triggered + "node {\n" + world.checkout() + "kargoWarehouse(project: 'app')\n}");
            world.apply();
            world.run("shop/deploy");
            world.release("3");
            assertThat(send(address, push(repository, "app/version"), SECRET).statusCode())
                    .isEqualTo(200);
            assertThat(world.dana().await("shop/deploy", 3, MINUTE).result()).isEqualTo("SUCCESS");
            assertThat(world.dana().log("shop/deploy", 3)).contains("Kargo project shop/app: Freight");
            assertThat(freight(world)).isEqualTo(3);
        }
    }

    @Test
    void theMergeOfAPullRequestThatAPromotionWaitsForIsSeenAtOnce() throws Exception {
        try (HostingDouble service = HostingDouble.start(
                        Files.createDirectories(directory.resolve("forge")), HostingDialect.GITHUB);
                World world = new World(directory.resolve("world"))) {
            service.repository().commit("main", "first", Map.of("image.txt", "1.0.0"));
            String main = service.repository().head("main");
            service.repository()
                    .commit("promote", "Promote", Map.of("image.txt", "1.1.0"), Instant.EPOCH, List.of(main));
            world.manifests(World.stage("test", null, """
                                - uses: git-open-pr
                                  as: open-pr
                                  config: {repoURL: @FORGE@, provider: github, sourceBranch: promote, targetBranch: main}
                                - uses: git-wait-for-pr
                                  config:
                                    repoURL: @FORGE@
                                    provider: github
                                    prNumber: ${{ outputs['open-pr'].pr.id }}
                                    pollInterval: 1h
                            """.replace("@FORGE@", service.url())), RECEIVERS);
            world.binding(new Setup.Binding(service.server() + '/', World.CREDENTIAL, true, true));
            world.job(
                    "shop/deploy",
                    "node {\n" + world.checkout() + "kargoWarehouse(project: 'app')\n}\n"
                            + "kargoPromote(project: 'app', stage: 'test')");
            world.credential(new Setup.StoredCredential("hook", "secretText", null, null, SECRET, null, null));
            world.secret(new Setup.BoundSecret("hook", "", "hook"));
            world.start();
            int number = world.dana().build("shop/deploy");
            await().atMost(World.LIMIT).until(() -> {
                if (!world.dana().state("shop/deploy", number).building()) {
                    throw new AssertionError(world.dana().log("shop/deploy", number));
                }
                return world.stageOf("test")
                        .path("promotion")
                        .path("waitingFor")
                        .asText()
                        .startsWith("waits until pull request 1 ");
            });
            service.merge(1, "merge");
            service.forgetCalls();

            String closed = """
                    {"action": "closed", "pull_request": {"number": %d}, "repository": {"clone_url": "%s"}}""";
            // One of another number wakes nobody.
            assertThat(send(address(world), "pull_request", closed.formatted(2, service.url()), SECRET)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(send(address(world), "pull_request", closed.formatted(1, service.url()), SECRET)
                            .statusCode())
                    .isEqualTo(200);

            assertThat(world.dana().await("shop/deploy", number, MINUTE).result())
                    .as(world.dana().log("shop/deploy", number))
                    .isEqualTo("SUCCESS");
            assertThat(service.calls()).singleElement().asString().endsWith("/pulls/1");
        }
    }

    @Test
    void aChangedSecretCountsAtOnce() throws Exception {
        try (World world = new World(directory)) {
            world.manifests(World.stage("test", null, World.copying()), RECEIVERS);
            world.job("shop/deploy", "node {\n" + world.checkout() + "kargoWarehouse(project: 'app')\n}");
            world.credential(new Setup.StoredCredential("hook", "secretText", null, null, SECRET, null, null));
            world.secret(new Setup.BoundSecret("hook", "", "hook"));
            world.start();
            world.run("shop/deploy");
            String body = push(world.git.url("app"), "docs/a.md");
            URI before = address(world);
            assertThat(send(before, body, SECRET).statusCode()).isEqualTo(200);

            world.password(BasicCredentials.RIGHT.password());
            world.credential(new Setup.StoredCredential("hook", "secretText", null, null, "n3w", null, null));
            world.apply();

            assertThat(send(before, body, SECRET).statusCode()).isEqualTo(404);
            URI after = address(world);
            assertThat(after).isNotEqualTo(before);
            assertThat(send(after, body, SECRET).statusCode()).isEqualTo(401);
            assertThat(send(after, body, "n3w").statusCode()).isEqualTo(200);
        }
    }

    private static URI address(World world) throws Exception {
        JsonNode receivers = world.dana().get("kargo/webhooks/shop/app").json().path("receivers");
        return world.controller
                .url()
                .resolve(receivers.path(0).path("url").asText().replaceFirst("^.*/kargo-webhook", "kargo-webhook"));
    }

    private static int freight(World world) throws Exception {
        return world.board().path("freight").path("freight").size();
    }
}
