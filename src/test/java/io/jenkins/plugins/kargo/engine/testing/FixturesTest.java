package io.jenkins.plugins.kargo.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doubles are only worth something when real clients get along with them. */
class FixturesTest {
    private static final Instant CREATED = Instant.parse("2026-02-03T04:05:06Z");

    @TempDir
    Path temp;

    @Test
    void realGitClonesAndPushesWithTheRightPassword() throws Exception {
        try (GitHttpServer server = GitHttpServer.withPassword(Files.createDirectory(temp.resolve("git")))) {
            GitFixture app = server.create("app");
            app.commit("main", "first", Map.of("a/b.txt", "1"));
            String url = server.url("app").replace("http://", "http://kargo:pa%3Ass%2Fw%C3%B6rd-7H2k@");

            assertThat(run(temp, "git", "clone", "-q", url, "clone")).isEmpty();
            Path clone = temp.resolve("clone");
            Files.writeString(clone.resolve("c.txt"), "2");
            run(clone, "git", "add", ".");
            run(clone, "git", "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "second");
            run(clone, "git", "push", "-q", "origin", "main");

            assertThat(app.log("main")).map(String::strip).containsExactly("second", "first");
            assertThat(app.files("main")).containsEntry("c.txt", "2").containsEntry("a/b.txt", "1");
            assertThat(run(temp, "git", "ls-remote", url.replace("7H2k", "wrong")))
                    .contains("Authentication failed");
        }
    }

    @Test
    void theRealRegistryKeepsImagesIndexesAndCharts() throws Exception {
        try (DockerRegistry registry = DockerRegistry.withPassword(temp)) {
            TestImage amd = TestImage.image("linux/amd64", CREATED);
            String index = registry.push(
                    "team/app", "1.0.0", TestImage.index(Map.of(), amd, TestImage.image("linux/arm64", CREATED)));
            registry.push("team/docker", "1.0.0", TestImage.docker("linux/amd64", CREATED));
            registry.push("charts/app", "0.1.0", TestImage.chart("app", "0.1.0"));

            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://" + registry.authority() + "/v2/team/app/manifests/1.0.0"))
                    .header("Accept", TestImage.OCI_INDEX);
            assertThat(send(request).statusCode()).isEqualTo(401);
            HttpResponse<String> read = send(request.header("Authorization", BasicCredentials.RIGHT.header()));
            assertThat(read.headers().firstValue("Docker-Content-Digest")).contains(index);
            assertThat(read.body()).contains(amd.digest());
        }
    }

    @Test
    void theDoublePagesAndWantsTokens() throws Exception {
        try (RegistryDouble registry = RegistryDouble.start().tokens(null).pages(2)) {
            List.of("a", "b", "c").forEach(tag -> registry.put("r", tag, TestImage.image("linux/amd64", CREATED)));
            URI tags = registry.http().uri("/v2/r/tags/list");

            HttpResponse<String> refused = send(HttpRequest.newBuilder(tags));
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .isEqualTo("Bearer realm=\"" + registry.http().url()
                            + "/token\",service=\"double\",scope=\"repository:r:pull\"");
            String token = send(HttpRequest.newBuilder(registry.http().uri("/token")))
                    .body()
                    .replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
            HttpResponse<String> page = send(HttpRequest.newBuilder(tags).header("Authorization", "Bearer " + token));
            assertThat(page.body()).isEqualTo("{\"name\":\"r\",\"tags\":[\"a\",\"b\"]}");
            assertThat(page.headers().firstValue("Link")).contains("</v2/r/tags/list?n=2&last=b>; rel=\"next\"");
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String run(Path directory, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        Process process = builder.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
