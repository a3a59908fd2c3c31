package io.jenkins.plugins.kargo.engine.promotion.step.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.expression.value.Tainted;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpDownloadStepTest {
    @TempDir
    private Path temp;

    private final StepFixture steps = new StepFixture("test.01j2w7.abcdef1");
    private LocalWorkspace workspace;
    private LoopbackServer server;
    private volatile int status = 200;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.http(exchange -> {
            seen.addAll(exchange.getRequestHeaders().getOrDefault("X-Part", List.of()));
            boolean admitted =
                    "Bearer s3cr3t".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = "the file".getBytes(StandardCharsets.UTF_8);
            LoopbackServer.answer(exchange, admitted ? status : 403, "application/octet-stream", body);
        });
        workspace = new LocalWorkspace(temp, steps.promotionLog());
        steps.workspace(workspace);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void run(String outPath, Object... more) throws Exception {
        Map<String, Object> config = new HashMap<>(Map.of(
                "url",
                server.url() + "/file",
                "outPath",
                outPath,
                "headers",
                List.of(Map.of("name", "Authorization", "value", Tainted.of("Bearer s3cr3t")))));
        for (int i = 0; i < more.length; i += 2) {
            config.put((String) more[i], more[i + 1]);
        }
        steps.run(new HttpDownloadStep(), config);
    }

    @Test
    void theAgentFetchesTheFileInOneRoundTrip() throws Exception {
        run("a/b/file.bin");
        Path file = workspace.workDir().resolve("a/b/file.bin");
        assertThat(file).hasContent("the file");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(workspace.calls()).containsExactly("files Download");
        assertThat(steps.log().toString()).doesNotContain("s3cr3t");
    }

    @Test
    void aFileThatIsThereIsKeptUnlessOverwritingIsAllowed() throws Exception {
        Files.writeString(workspace.workDir().resolve("f"), "old");
        assertThatThrownBy(() -> run("f")).isInstanceOf(StepFailure.class).hasMessageContaining("already exists");
        assertThat(server.requests()).isEmpty();
        run("f", "allowOverwrite", true);
        assertThat(workspace.workDir().resolve("f")).hasContent("the file");
    }

    @Test
    void anyOtherStatusFailsAndLeavesNothing() {
        assertThatThrownBy(() -> run("f", "headers", List.of()))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("HTTP request failed with status 403");
        assertThat(workspace.workDir().resolve("f")).doesNotExist();
        assertThat(workspace.workDir().resolve(".kargo")).isEmptyDirectory();
    }

    @Test
    void anyStatusOfSuccessWillDo() throws Exception {
        status = 203;
        run("f");
        assertThat(workspace.workDir().resolve("f")).hasContent("the file");
    }

    @Test
    void aServerThatIsBusyIsAnErrorThatMayPass() {
        status = 501;
        assertThatThrownBy(() -> run("f"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("HTTP request failed with status 501");
        assertThat(workspace.workDir().resolve("f")).doesNotExist();
    }

    @Test
    void aHeaderMayOccurTwice() throws Exception {
        Map<String, Object> authorization = Map.of("name", "Authorization", "value", "Bearer s3cr3t");
        run(
                "f",
                "headers",
                List.of(
                        authorization,
                        Map.of("name", "X-Part", "value", "one"),
                        Map.of("name", "X-Part", "value", "two")));
        assertThat(seen).containsExactly("one", "two");
    }

    @Test
    void nothingOutsideTheWorkDirIsWritten() {
        assertThatThrownBy(() -> run("../f")).isInstanceOf(StepFailure.class).hasMessageContaining("leaves the work");
        assertThatThrownBy(() -> run("f", "url", "http://169.254.169.254/x"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("link-local");
    }
}
