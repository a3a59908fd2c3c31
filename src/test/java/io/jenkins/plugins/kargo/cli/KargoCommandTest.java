package io.jenkins.plugins.kargo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.kargo.engine.api.ApiRequest;
import io.jenkins.plugins.kargo.engine.api.ApiResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kohsuke.args4j.CmdLineException;
import org.kohsuke.args4j.CmdLineParser;

/** Commands against answers of the API that are written down here: what they ask for, print and return. */
class KargoCommandTest {
    private static final String BASE = "/projects/shop/guestbook/-/";
    private static final String REQUEST =
            "{\"id\": \"r1\", \"stage\": \"prod\", \"freight\": \"f1\", \"actor\": \"paul\"}";

    private final Map<String, Deque<ApiResponse>> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private PrintStream out;
    private Runnable onChange = () -> {};

    @BeforeEach
    void print() {
        out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    @Test
    void stagesHaveTheColumnsOfKargoGet() throws Exception {
        answer("GET board", 200, """
                {"stages": [
                  {"name": "test", "phase": "Ready", "autoPromotion": {"enabled": true, "holds": []},
                   "holds": {"guestbook": {"freight": "f1", "alias": "wise-otter", "since": "2020-01-01T00:00:00Z"}}},
                  {"name": "prod-eu", "phase": "Empty", "autoPromotion": {"enabled": false, "holds": []}, "holds": {}}]}
                """);

        assertThat(run(new KargoGetCommand(), "stages", "-p", "shop/guestbook")).isZero();

        assertThat(printed().lines())
                .first()
                .asString()
                .isEqualTo("NAME      CURRENT FREIGHT   PHASE   AUTO-PROMOTION   AGE");
        assertThat(printed().lines().skip(1).findFirst().orElseThrow())
                .startsWith("test      wise-otter        Ready   on               ")
                .endsWith("d");
        assertThat(printed()).contains("prod-eu                     Empty   off\n");
    }

    @Test
    void controlCharactersFromARepositoryDoNotReachTheTerminal() throws Exception {
        answer("GET freight", 200, """
                {"freight": [{"name": "f1", "alias": "a\\u001b[2Jb", "warehouse": "w", "currentlyIn": {"test": "x", "uat": "x"},
                  "discoveredAt": "2020-01-01T00:00:00Z"}]}
                """);

        run(new KargoGetCommand(), "freight", "--project", "/shop/guestbook/", "--limit", "5", "--warehouse", "w");

        assertThat(printed()).contains("a [2Jb", "test,uat").doesNotContain("\u001b");
        assertThat(asked).containsExactly("GET freight limit=5 warehouse=w");
    }

    @Test
    void oneThingIsPrintedInFullAsJson() throws Exception {
        answer("GET stages/test", 200, "{\"name\": \"test\", \"history\": []}");
        answer("GET board", 200, "{\"stages\": []}");

        run(new KargoGetCommand(), "stage", "test", "-p", "shop/guestbook", "-o", "json");

        assertThat(printed()).contains("\"history\" : [ ]");
    }

    @Test
    void promotingAsksForItAndReturnsAtOnce() throws Exception {
        answer("POST promotions", 202, REQUEST);

        int result = run(
                new KargoPromoteCommand(), "-p", "shop/guestbook", "--freight-alias", "wise-otter", "--stage", "prod");

        assertThat(result).isZero();
        assertThat(asked).singleElement().asString().contains("\"freight\":\"wise-otter\"", "\"stage\":\"prod\"");
        assertThat(printed()).contains("promotion of Freight f1 to stage prod requested (r1)");
    }

    @Test
    void waitingTellsByItsExitCodeWhetherThePromotionSucceeded() throws Exception {
        answer("POST promotions", 202, REQUEST);
        answer("GET requests/r1", 200, "{\"promotion\": \"prod.1\"}");
        answer("GET promotions/prod.1", 200, "{\"phase\": \"Failed\", \"message\": \"step push failed\"}");

        int result =
                run(new KargoPromoteCommand(), "-p", "shop/guestbook", "--freight", "f1", "--stage", "prod", "--wait");

        assertThat(result).isEqualTo(16);
        assertThat(printed()).contains("promotion prod.1: Failed: step push failed");
    }

    @Test
    @Timeout(40)
    void waitingAsksAgainWhenAStageChangesAndNotOnlyEverySecond() throws Exception {
        answer("POST promotions", 202, REQUEST);
        answer("GET requests/r1", 200, "{\"promotion\": \"prod.1\"}");
        for (int i = 0; i < 100; i++) {
            answer("GET promotions/prod.1", 200, "{\"phase\": \"Running\"}");
        }
        answer("GET promotions/prod.1", 200, "{\"phase\": \"Succeeded\", \"message\": \"\"}");

        run(new KargoPromoteCommand(), "-p", "shop/guestbook", "--freight", "f1", "--stage", "prod", "--wait");

        assertThat(asked).filteredOn(each -> each.startsWith("GET promotions")).hasSize(101);
    }

    @Test
    void whatTheApiRefusesEndsTheCommandWithItsSentence() {
        answer("POST promotions", 409, "{\"detail\": \"The job shop/deploy is disabled\"}");

        assertThatThrownBy(() ->
                        run(new KargoPromoteCommand(), "-p", "shop/guestbook", "--freight", "f1", "--stage", "prod"))
                .isInstanceOf(AbortException.class)
                .hasMessage("The job shop/deploy is disabled");
    }

    @Test
    void promotingDownstreamTellsWhichStagesCannotHaveIt() throws Exception {
        answer(
                "POST stages/test/downstream",
                202,
                "{\"requests\": [" + REQUEST + "], \"refused\": [{\"stage\": \"eu\", \"reason\": \"not verified\"}]}");

        run(new KargoPromoteCommand(), "-p", "shop/guestbook", "--downstream-from", "test");

        assertThat(printed()).contains("eu: not verified", "to stage prod requested");
    }

    @Test
    void rollingBackAbortingAndRetryingAskTheApi() throws Exception {
        answer("POST stages/prod/rollback", 202, REQUEST);
        answer("POST promotions/prod.1/abort", 200, "{\"phase\": \"Running\"}");
        answer("POST promotions/prod.1/retry", 202, REQUEST);

        run(new KargoPromoteCommand(), "-p", "shop/guestbook", "--stage", "prod", "--rollback");
        run(new KargoPromoteCommand(), "-p", "shop/guestbook", "--name", "prod.1", "--abort");
        run(new KargoPromoteCommand(), "-p", "shop/guestbook", "--name", "prod.1", "--retry");

        assertThat(printed()).contains("promotion prod.1 is being aborted");
        assertThat(asked).hasSize(3);
    }

    @Test
    void anApprovalCountsForWhatTheCommandSaw() throws Exception {
        answer("GET promotions/prod.1", 200, "{\"approval\": {\"binding\": \"b7\"}}");
        answer("POST promotions/prod.1/approve", 200, "{\"approval\": {\"given\": 1, \"required\": 2}}");
        answer("POST freight/f1/approve", 200, "{\"alias\": \"wise-otter\"}");

        run(new KargoApproveCommand(), "-p", "shop/guestbook", "--promotion", "prod.1", "--comment", "fine");
        run(new KargoApproveCommand(), "-p", "shop/guestbook", "--freight", "f1", "--stage", "prod");

        assertThat(asked.get(1)).contains("\"binding\":\"b7\"", "\"comment\":\"fine\"");
        assertThat(printed())
                .contains("promotion prod.1 approved, 1 of 2 approvals are there")
                .contains("Freight wise-otter approved for stage prod");
    }

    @Test
    void refreshingWaitsForANewLook() throws Exception {
        answer("GET warehouses/app", 200, "{\"check\": null}");
        answer("POST warehouses/app/refresh", 202, "{}");
        answer(
                "GET warehouses/app",
                200,
                "{\"check\": {\"at\": \"2026-01-01T00:00:00Z\", \"failed\": true, \"message\": \"401\"}}");

        assertThat(run(new KargoRefreshCommand(), "app", "-p", "shop/guestbook", "--wait"))
                .isEqualTo(16);
        assertThat(printed()).contains("401");
    }

    @Test
    void verifyingSaysWhatBegan() throws Exception {
        answer("POST stages/test/verify", 202, "{\"id\": \"v1\", \"phase\": \"Pending\"}");

        run(new KargoVerifyCommand(), "test", "-p", "shop/guestbook");

        assertThat(printed()).contains("verification v1 of stage test: Pending");
    }

    @Test
    void wrongArgumentsSayWhatIsRight() {
        assertThatThrownBy(() -> run(new KargoGetCommand(), "stages")).hasMessageContaining("--project shop/guestbook");
        assertThatThrownBy(() -> run(new KargoGetCommand(), "pods", "-p", "shop/guestbook"))
                .hasMessageContaining("'pods' is none of projects");
        assertThatThrownBy(() -> run(new KargoGetCommand(), "stages", "-p", "a/b", "-o", "yaml"))
                .hasMessageContaining("not yaml");
        assertThatThrownBy(() -> run(new KargoPromoteCommand(), "-p", "a/b", "--abort"))
                .hasMessageContaining("--name");
        assertThatThrownBy(() -> run(new KargoPromoteCommand(), "-p", "a/b", "--stage", "s", "--downstream-from", "t"))
                .hasMessageContaining("only one of");
        assertThatThrownBy(() -> run(new KargoPromoteCommand(), "-p", "a/b", "--stage", "s"))
                .hasMessageContaining("Give one of --freight and --freight-alias");
        assertThatThrownBy(() -> run(new KargoRefreshCommand(), "-p", "a/b")).isInstanceOf(CmdLineException.class);
        assertThatThrownBy(() -> run(new KargoApproveCommand(), "-p", "a/b", "--freight", "f"))
                .hasMessageContaining("--stage");
    }

    @Test
    void theNamesAreThoseThatPeopleKnow() {
        assertThat(List.of(
                        new KargoGetCommand().getName(),
                        new KargoPromoteCommand().getName(),
                        new KargoApproveCommand().getName(),
                        new KargoRefreshCommand().getName(),
                        new KargoVerifyCommand().getName()))
                .containsExactly("kargo-get", "kargo-promote", "kargo-approve", "kargo-refresh", "kargo-verify");
        assertThat(new KargoGetCommand().getShortDescription()).startsWith("Lists");
    }

    private int run(KargoCommand command, String... arguments) throws Exception {
        command.stdout = out;
        command.stderr = out;
        command.api = new ApiClient(this::handle);
        command.changes = wake -> {
            onChange = wake;
            return () -> onChange = () -> {};
        };
        new CmdLineParser(command).parseArgument(arguments);
        return command.run();
    }

    private void answer(String request, int status, String body) {
        answers.computeIfAbsent(request, key -> new ArrayDeque<>())
                .add(new ApiResponse(status, ApiResponse.JSON, null, body));
    }

    /** The last answer to a request is repeated. */
    private ApiResponse handle(ApiRequest request) {
        assertThat(request.path()).startsWith(BASE);
        StringBuilder what =
                new StringBuilder(request.method() + ' ' + request.path().substring(BASE.length()));
        Deque<ApiResponse> waiting = answers.get(what.toString());
        request.query()
                .forEach((name, value) ->
                        what.append(' ').append(name).append('=').append(value));
        asked.add(what + request.body());
        onChange.run();
        return waiting.size() > 1 ? waiting.pop() : waiting.peek();
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
