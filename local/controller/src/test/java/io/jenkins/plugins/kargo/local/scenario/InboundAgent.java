package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A permanent agent of a real controller: a Java process of its own that knows none of the programs scenarios bring. */
final class InboundAgent implements AutoCloseable {
    private static final String SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin";
    private static final String MAKE_NODE = """
            import hudson.model.Node
            import hudson.slaves.DumbSlave
            import hudson.slaves.JNLPLauncher
            import jenkins.model.Jenkins
            def launcher = new JNLPLauncher()
            launcher.webSocket = true
            def agent = new DumbSlave('@NAME@', '@ROOT@', launcher)
            agent.mode = Node.Mode.EXCLUSIVE
            Jenkins.get().addNode(agent)
            print 'secret=' + agent.toComputer().jnlpMac
            """;

    private final String name;
    private final Path root;
    private final World world;
    private final Process process;

    InboundAgent(World world, String name, Path directory) throws Exception {
        this.world = world;
        this.name = name;
        root = Files.createDirectories(directory.resolve("root"));
        String answer = script(world, MAKE_NODE.replace("@NAME@", name).replace("@ROOT@", root.toString()));
        assertThat(answer).startsWith("secret=");
        Path jar = directory.resolve("agent.jar");
        try (InputStream in =
                world.controller.url().resolve("jnlpJars/agent.jar").toURL().openStream()) {
            Files.copy(in, jar);
        }
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString(),
                        "-url",
                        world.controller.url().toString(),
                        "-secret",
                        answer.substring("secret=".length()).trim(),
                        "-name",
                        name,
                        "-webSocket",
                        "-workDir",
                        root.toString()))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("agent.log").toFile());
        builder.environment().put("PATH", SYSTEM_PATH);
        process = builder.start();
        awaitConnection();
    }

    Path root() {
        return root;
    }

    void awaitConnection() {
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            JenkinsClient.Answer answer = world.dana().get("computer/" + name + "/api/json?tree=offline");
            return answer.status() == 200 && !answer.json().path("offline").asBoolean(true);
        });
    }

    /** Runs Groovy code in the controller. @return what it printed */
    static String script(World world, String code) throws IOException, InterruptedException {
        JenkinsClient.Answer answer =
                world.dana().postForm("scriptText", "script=" + URLEncoder.encode(code, StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
