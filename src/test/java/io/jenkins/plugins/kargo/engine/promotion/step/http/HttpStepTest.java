package io.jenkins.plugins.kargo.engine.promotion.step.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.expression.value.Tainted;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpStepTest {
    private record Answer(int status, String type, String body) {}

    @TempDir
    private Path temp;

    private final AtomicReference<Answer> answer = new AtomicReference<>(new Answer(200, "application/json", "{}"));
    private final AtomicReference<String> received = new AtomicReference<>("");
    private final AtomicReference<String> header = new AtomicReference<>("");
    private final StepFixture steps = new StepFixture("test.01j2w7.abcdef1");
    private LoopbackServer server;
    private HttpStep step;

    @BeforeEach
    void start() {
        server = LoopbackServer.http(exchange -> {
            received.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            header.set(String.valueOf(exchange.getRequestHeaders().getFirst("X-Token")));
            Answer now = answer.get();
            exchange.getResponseHeaders().add("X-Build", "42");
            LoopbackServer.answer(exchange, now.status(), now.type(), now.body().getBytes(StandardCharsets.UTF_8));
        });
        step = new HttpStep(Gateways.of(NetworkPolicy.LOOPBACK, temp));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private StepResult run(Object... more) throws Exception {
        Map<String, Object> config = new HashMap<>(Map.of("url", server.url() + "/hook"));
        for (int i = 0; i < more.length; i += 2) {
            config.put((String) more[i], more[i + 1]);
        }
        return steps.run(step, config);
    }

    private static List<Map<String, Object>> output(String name, String expression) {
        return List.of(Map.of("name", name, "fromExpression", expression));
    }

    @Test
    void withoutCriteriaTwoHundredSucceeds() throws Exception {
        answer.set(new Answer(201, "application/json", "[{\"id\": 7}]"));
        StepResult result = run(
                "method",
                "POST",
                "body",
                "hello",
                "queryParams",
                List.of(Map.of("name", "q", "value", "a b&c")),
                "outputs",
                List.of(
                        Map.of("name", "id", "fromExpression", "response.body[0].id"),
                        Map.of("name", "status", "fromExpression", "response.status"),
                        Map.of("name", "build", "fromExpression", "response.header('x-build')"),
                        Map.of("name", "builds", "fromExpression", "response.headers['X-Build']"),
                        Map.of("name", "none", "fromExpression", "response.header('nope')")));
        assertThat(result.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(result.output())
                .hasToString("{id=7, status=201, build=42, builds=[42], none=}".replace("id=7", "id=7.0"))
                .containsEntry("builds", List.of("42"));
        assertThat(server.requests()).containsExactly("POST /hook?q=a+b%26c");
        assertThat(received).hasValue("hello");
    }

    @Test
    void withoutCriteriaAnythingElseFailsAtOnce() {
        answer.set(new Answer(404, "text/plain", "no"));
        assertThatThrownBy(this::run)
                .isInstanceOf(StepFailure.class)
                .hasMessage("HTTP (404) response is not a success");
    }

    @Test
    void aFailureCriterionEndsTheStepWithItsReason() {
        answer.set(new Answer(404, "application/json", "{\"error\": \"resource not found\"}"));
        assertThatThrownBy(() -> run("failureExpression", "response.status == 404"))
                .isInstanceOf(StepFailure.class)
                .hasMessage("HTTP (404) response met failure criteria");
        assertThatThrownBy(() ->
                        run("failureExpression", "response.status == 404", "errorExpression", "response.body.error"))
                .isInstanceOf(StepFailure.class)
                .hasMessage("HTTP (404) response met failure criteria: \"resource not found\"");
        assertThatThrownBy(() ->
                        run("failureExpression", "response.status == 404", "errorExpression", "response.body.a.b.c"))
                .isInstanceOf(StepFailure.class)
                .hasMessage("HTTP (404) response met failure criteria");
        assertThatThrownBy(() -> run("failureExpression", "response.status == 404", "errorExpression", "response.body"))
                .as("only a text is a reason")
                .hasMessage("HTTP (404) response met failure criteria");
    }

    @Test
    void failureComesBeforeSuccess() {
        assertThatThrownBy(() -> run("successExpression", "true", "failureExpression", "true"))
                .isInstanceOf(StepFailure.class);
    }

    @Test
    void untilACriterionIsMetItAsksAgain() throws Exception {
        answer.set(new Answer(502, "text/html", "<p>busy"));
        StepResult waiting = run("successExpression", "response.body.done ?? false", "pollInterval", "3s");
        assertThat(waiting.status()).isEqualTo(StepStatus.Running);
        assertThat(waiting.pollAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(waiting.message()).contains("502");
        answer.set(new Answer(200, "application/json", "{\"done\": true}"));
        assertThat(run("successExpression", "response.body.done ?? false").status())
                .isEqualTo(StepStatus.Succeeded);
    }

    @Test
    void theBodyIsReadByTheTypeThatIsDeclared() throws Exception {
        answer.set(new Answer(200, "text/plain", "a: [1, 2]"));
        assertThat(run("outputs", output("x", "response.body")).output()).containsEntry("x", "a: [1, 2]");
        assertThat(run("outputs", output("x", "response.body.a[1]"), "responseContentType", "application/yaml")
                        .output())
                .hasToString("{x=2}");
        for (String yaml : List.of("text/yaml; charset=utf-8", "application/x-yaml", "Application/YAML")) {
            answer.set(new Answer(200, yaml, "a: [1, 2]"));
            assertThat(run("outputs", output("x", "response.body.a[1]")).output())
                    .as(yaml)
                    .hasToString("{x=2}");
        }
        answer.set(new Answer(200, "text/plain", " \n"));
        assertThat(run("outputs", output("x", "response.body")).output()).containsEntry("x", " \n");
        answer.set(new Answer(200, "text/plain", "a: [1, 2]"));
        assertThatThrownBy(() -> run("responseContentType", "application/json"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not JSON");
        for (String type : List.of("application/yaml", "text/yaml; charset=utf-8", "application/x-yaml")) {
            answer.set(new Answer(200, type, "a: [1, 2]"));
            assertThat(run("outputs", output("x", "response.body.a[1]")).output())
                    .as(type)
                    .hasToString("{x=2}");
        }
    }

    @Test
    void aConditionThatIsNoBooleanIsAnError() {
        assertThatThrownBy(() -> run("successExpression", "response.status"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not evaluate to a boolean");
    }

    @Test
    void whatIsNoExpressionFailsBeforeAnythingIsSent() {
        for (String key : List.of("successExpression", "failureExpression", "errorExpression")) {
            assertThatThrownBy(() -> run("method", "POST", key, "response.("))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("error compiling " + key + " \"response.(\"");
        }
        assertThatThrownBy(() -> run("method", "POST", "outputs", output("x", "1 +")))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("error compiling fromExpression \"1 +\"");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void headersAndBodyMayBeSecretAndAreInNoMessage() throws Exception {
        Object token = Tainted.of("s3cr3t-t0ken");
        StepResult result =
                run("method", "PUT", "headers", List.of(Map.of("name", "X-Token", "value", token)), "body", token);
        assertThat(header).hasValue("s3cr3t-t0ken");
        assertThat(received).hasValue("s3cr3t-t0ken");
        assertThat(steps.log() + result.toString()).doesNotContain("s3cr3t");
        assertThat(step.secretFields().allows("headers[0].value")).isTrue();
        assertThat(step.secretFields().allows("body")).isTrue();
        assertThat(step.secretFields().allows("url")).isFalse();
        assertThat(step.secretFields().allows("queryParams[0].value")).isFalse();
    }

    @Test
    void theBodyMayComeFromAFileAndOnlyThenAnAgentIsNeeded() throws Exception {
        LocalWorkspace workspace = new LocalWorkspace(temp.resolve("agent"), steps.promotionLog());
        Files.writeString(workspace.workDir().resolve("body.json"), "{}");
        steps.workspace(workspace);
        run("method", "POST", "bodyFromFile", "body.json");
        assertThat(received).hasValue("{}");
        assertThat(step.needsWorkspace(use(Map.of("bodyFromFile", "body.json"))))
                .isTrue();
        assertThat(step.needsWorkspace(use(Map.of()))).isFalse();
        assertThatThrownBy(() -> run("method", "POST", "bodyFromFile", "none.json"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("there is no file \"none.json\"");
    }

    private static PromotionStep use(Map<String, Object> config) {
        return new PromotionStep("http", null, "http", "", false, PromotionStep.Retry.DEFAULT, List.of(), config);
    }

    @Test
    void linkLocalAddressesAndBodiesThatAreTooLargeAreRefused() {
        assertThatThrownBy(() -> run("url", "http://169.254.169.254/latest/meta-data"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("link-local");
        answer.set(new Answer(200, "text/plain", "x".repeat((2 << 20) + 1)));
        assertThatThrownBy(this::run).isInstanceOf(IOException.class).hasMessageContaining("larger than the limit");
    }

    @Test
    void aProxyIsUsedWhenOneIsNamed() throws Exception {
        answer.set(new Answer(200, "text/plain", "through"));
        StepResult result =
                run("url", "http://far.example.com/x", "proxy", server.url(), "outputs", output("x", "response.body"));
        assertThat(result.output()).containsEntry("x", "through");
        assertThat(server.requests()).singleElement().asString().contains("far.example.com/x");
    }

    @Test
    void aPreviewSendsNothing() throws Exception {
        steps.preview();
        assertThat(run("method", "POST").status()).isEqualTo(StepStatus.Skipped);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void headersThatWouldChangeTheRequestAreRefused() {
        assertThatThrownBy(() -> run("headers", List.of(Map.of("name", "Host", "value", "x"))))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("\"Host\"");
        assertThatThrownBy(() -> run("headers", List.of(Map.of("name", "A", "value", "x\r\nB: y"))))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("one line");
    }
}
