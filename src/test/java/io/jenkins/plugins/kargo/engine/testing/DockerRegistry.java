package io.jenkins.plugins.kargo.engine.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The real registry of Debian's package {@code docker-registry} as a process on a free loopback port, speaking plain HTTP.
 * Where the program is not installed the calling test is skipped and says so.
 *
 * <p>It ignores {@code n} of tags/list and knows neither tokens nor rate limits: {@link RegistryDouble} does.
 */
public final class DockerRegistry implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");
    /** BCrypt of {@link BasicCredentials#RIGHT}, the only scheme that this registry accepts. */
    private static final String HTPASSWD = "kargo:$2y$05$E2JmsBOxBfWfIpEy0.CJOu36Zt3swSsYgZGYu4Xfu3Wsjj0c9yUMa\n";

    private final Process process;
    private final int port;
    private final Path data;
    private final BasicCredentials credentials;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private DockerRegistry(Process process, int port, Path data, @CheckForNull BasicCredentials credentials) {
        this.process = process;
        this.port = port;
        this.data = data;
        this.credentials = credentials;
    }

    /** @param directory an existing directory for configuration and data */
    public static DockerRegistry anonymous(Path directory) {
        return start(directory, null);
    }

    /** Admits {@link BasicCredentials#RIGHT} only, by Basic authentication. */
    public static DockerRegistry withPassword(Path directory) {
        return start(directory, BasicCredentials.RIGHT);
    }

    private static DockerRegistry start(Path directory, @CheckForNull BasicCredentials credentials) {
        Optional<Path> program = program();
        assumeTrue(program.isPresent(), "docker-registry is not installed (Debian package docker-registry)");
        try {
            Path config = directory.resolve("config.yml");
            Files.writeString(config, configuration(directory, credentials));
            Process process = new ProcessBuilder(program.get().toString(), "serve", config.toString())
                    .redirectErrorStream(true)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new DockerRegistry(process, awaitPort(process), directory.resolve("data"), credentials);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, "docker-registry"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String configuration(Path directory, @CheckForNull BasicCredentials credentials) throws IOException {
        String auth = "";
        if (credentials != null) {
            Path htpasswd = directory.resolve("htpasswd");
            Files.writeString(htpasswd, HTPASSWD);
            auth = "auth:\n  htpasswd:\n    realm: test\n    path: " + htpasswd + '\n';
        }
        return """
                version: 0.1
                log:
                  level: info
                  accesslog:
                    disabled: true
                storage:
                  filesystem:
                    rootdirectory: %s
                  delete:
                    enabled: true
                http:
                  addr: 127.0.0.1:0
                """.formatted(directory.resolve("data")) + auth;
    }

    /** The registry says where it listens; its further words are read on, or it would block. */
    private static int awaitPort(Process process) throws IOException {
        BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.append(line).append('\n');
            Matcher matcher = LISTENING.matcher(line);
            if (matcher.find()) {
                Thread drain = new Thread(() -> drain(log), "docker-registry log");
                drain.setDaemon(true);
                drain.start();
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new IllegalStateException("docker-registry ended: " + said);
    }

    private static void drain(BufferedReader log) {
        try {
            log.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            Logger.getLogger(DockerRegistry.class.getName()).log(Level.FINE, "docker-registry ended", e);
        }
    }

    /** {@code 127.0.0.1:port}. */
    public String authority() {
        return "127.0.0.1:" + port;
    }

    /** What a subscription names: {@code 127.0.0.1:port/repository}. */
    public String repository(String repository) {
        return authority() + '/' + repository;
    }

    /** Stores the image with everything it refers to. @return its digest */
    public String push(String repository, String tag, TestImage image) {
        image.children().forEach(child -> push(repository, child.digest(), child));
        image.blobs().forEach(blob -> blob(repository, blob));
        HttpResponse<String> response = send(HttpRequest.newBuilder(uri("/v2/" + repository + "/manifests/" + tag))
                .header("Content-Type", image.mediaType())
                .PUT(HttpRequest.BodyPublishers.ofByteArray(image.manifest())));
        expect(response, 201);
        return image.digest();
    }

    /**
     * Many tags for an image that was pushed into this repository. They are written where the registry keeps its tags,
     * since a request for each would take minutes.
     */
    public void tag(String repository, Collection<String> tags, TestImage image) {
        Path directory = data.resolve("docker/registry/v2/repositories/" + repository + "/_manifests/tags");
        try {
            for (String tag : tags) {
                Path current = Files.createDirectories(directory.resolve(tag).resolve("current"));
                Files.writeString(current.resolve("link"), image.digest());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void blob(String repository, byte[] content) {
        String digest = TestImage.digest(content);
        if (send(HttpRequest.newBuilder(uri("/v2/" + repository + "/blobs/" + digest))
                                .method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .statusCode()
                == 200) {
            return;
        }
        HttpResponse<String> started = send(HttpRequest.newBuilder(uri("/v2/" + repository + "/blobs/uploads/"))
                .POST(HttpRequest.BodyPublishers.noBody()));
        expect(started, 202);
        URI upload = uri("/").resolve(started.headers().firstValue("Location").orElseThrow());
        String separator = upload.getRawQuery() == null ? "?" : "&";
        HttpResponse<String> stored = send(HttpRequest.newBuilder(URI.create(upload + separator + "digest=" + digest))
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(content)));
        expect(stored, 201);
    }

    private URI uri(String path) {
        return URI.create("http://" + authority() + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        if (credentials != null) {
            request.header("Authorization", credentials.header());
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void expect(HttpResponse<String> response, int status) {
        if (response.statusCode() != status) {
            throw new IllegalStateException(response.request().method() + ' ' + response.uri() + ": "
                    + response.statusCode() + ' ' + response.body());
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
