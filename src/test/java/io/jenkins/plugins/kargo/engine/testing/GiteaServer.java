package io.jenkins.plugins.kargo.engine.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A real Gitea with SQLite as a process on a free loopback port, with an administrator and the administrator's token. Where
 * {@code ./kargo gitea} has not built it, the calling test is skipped and says so.
 */
public final class GiteaServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN = Pattern.compile("\\b[0-9a-f]{40}\\b");
    private static final String ADMIN = "kargo";
    private static final Duration START = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path program;
    private final Path directory;
    private final int port;
    private String token = "";
    private Process process;

    private GiteaServer(Path program, Path directory, int port) {
        this.program = program;
        this.directory = directory;
        this.port = port;
    }

    /** @param directory an existing one, for configuration and data */
    public static GiteaServer start(Path directory) {
        Path program =
                Tools.folder("gitea").map(folder -> folder.resolve("gitea")).orElse(null);
        assumeTrue(program != null, "There is no Gitea in .kargo-tools: ./kargo gitea builds it, where Go and gcc are");
        try {
            GiteaServer server = new GiteaServer(program, directory, freePort());
            Files.writeString(directory.resolve("app.ini"), server.configuration());
            server.command("migrate");
            server.token = server.createUser(ADMIN);
            server.process = server.launch("web", "web.log");
            Runtime.getRuntime().addShutdownHook(new Thread(server.process::destroyForcibly));
            server.awaitStart();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String configuration() {
        return """
                I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true
                RUN_USER = %1$s
                RUN_MODE = prod
                WORK_PATH = %2$s

                [server]
                HTTP_ADDR = 127.0.0.1
                HTTP_PORT = %3$d
                ROOT_URL = %4$s/
                STATIC_ROOT_PATH = %5$s
                OFFLINE_MODE = true
                DISABLE_SSH = true

                [database]
                DB_TYPE = sqlite3
                PATH = %2$s/gitea.db

                [repository]
                ROOT = %2$s/repositories

                [security]
                INSTALL_LOCK = true
                SECRET_KEY = of-this-test-only

                [service]
                DISABLE_REGISTRATION = true

                [webhook]
                ALLOWED_HOST_LIST = loopback

                [log]
                MODE = console
                LEVEL = Warn

                [indexer]
                ISSUE_INDEXER_TYPE = db

                [actions]
                ENABLED = false

                [packages]
                ENABLED = false

                [cron.update_checker]
                ENABLED = false
                """.formatted(System.getProperty("user.name"), directory, port, url(), program.getParent());
    }

    private Process launch(String command, String log, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(program.toString(), "--config", directory + "/app.ini"));
        line.addAll(List.of(command.split(" ")));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(log).toFile());
        builder.environment().put("HOME", directory.toString());
        // Its hooks for pushes speak to it over loopback.
        builder.environment().put("no_proxy", "127.0.0.1");
        return builder.start();
    }

    private String command(String command, String... arguments) throws IOException {
        Process one = launch(command, "command.log", arguments);
        try {
            boolean ended = one.waitFor(START.toSeconds(), TimeUnit.SECONDS);
            String said = Files.readString(directory.resolve("command.log"));
            if (!ended || one.exitValue() != 0) {
                throw new IllegalStateException("gitea " + command + ": " + said);
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            one.destroyForcibly();
        }
    }

    /** An administrator, with a password that nobody knows. @return a token that may do anything */
    private String createUser(String name) throws IOException {
        String said = command(
                "admin user create",
                "--admin",
                "--username=" + name,
                "--email=" + name + "@example.com",
                "--random-password",
                "--must-change-password=false",
                "--access-token",
                "--access-token-name=test",
                "--access-token-scopes=all");
        Matcher matcher = TOKEN.matcher(said);
        if (!matcher.find()) {
            throw new IllegalStateException("gitea admin user create gave no token");
        }
        return matcher.group();
    }

    private void awaitStart() {
        Awaitility.await("Gitea, see " + directory.resolve("web.log"))
                .atMost(START)
                .ignoreExceptions()
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(Files.readString(directory.resolve("web.log")));
                    }
                    return !api("GET", "/version", null).path("version").isMissingNode();
                });
    }

    private String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Of the administrator's repository. */
    public String repository(String name) {
        return url() + '/' + ADMIN + '/' + name + ".git";
    }

    /** Of the administrator, for the API and for git. */
    public Credential credential() {
        return new Credential.UsernamePassword("gitea", ADMIN, new SecretText(token));
    }

    /** A new repository with the branch {@code main}. */
    public void create(String name) {
        api("POST", "/user/repos", Map.of("name", name, "auto_init", true, "default_branch", "main", "private", true));
    }

    /** A commit that creates a file. @param from the branch to start from, which may be the same one */
    public void addFile(String repository, String from, String branch, String path, String content) {
        put("POST", repository, from, branch, path, content, "");
    }

    /** A commit that changes a file. */
    public void changeFile(String repository, String from, String branch, String path, String content) {
        JsonNode file = api("GET", repos(repository) + "/contents/" + path + "?ref=" + from, null);
        put("PUT", repository, from, branch, path, content, file.path("sha").asText());
    }

    private void put(
            String method, String repository, String from, String branch, String path, String content, String sha) {
        String encoded = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
        api(
                method,
                repos(repository) + "/contents/" + path,
                Map.of(
                        "content",
                        encoded,
                        "branch",
                        from,
                        "new_branch",
                        branch,
                        "message",
                        path + ": " + content,
                        "sha",
                        sha));
    }

    /** The commit of a branch. */
    public String head(String repository, String branch) {
        return api("GET", repos(repository) + "/branches/" + branch, null)
                .path("commit")
                .path("id")
                .asText();
    }

    public String content(String repository, String branch, String path) {
        JsonNode file = api("GET", repos(repository) + "/contents/" + path + "?ref=" + branch, null);
        return new String(Base64.getMimeDecoder().decode(file.path("content").asText()), StandardCharsets.UTF_8);
    }

    public static String repos(String repository) {
        return "/repos/" + ADMIN + '/' + repository;
    }

    /**
     * As the administrator.
     *
     * @param path below {@code /api/v1}
     * @param body null for none
     * @return nothing for an empty answer
     * @throws IllegalStateException with the answer, unless its status is one of success
     */
    public JsonNode api(String method, String path, Map<String, ?> body) {
        try {
            HttpRequest.BodyPublisher content = body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
            HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/api/v1" + path))
                    .header("Authorization", "token " + token)
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(30))
                    .method(method, content)
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        method + ' ' + path + ": " + response.statusCode() + ' ' + response.body());
            }
            return response.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
