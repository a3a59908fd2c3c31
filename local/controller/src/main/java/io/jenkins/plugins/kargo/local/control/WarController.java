package io.jenkins.plugins.kargo.local.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kargo.local.Setup;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real Jenkins: the given war with the given plugins and the plugin under test, in a home of its own on loopback. The
 * setup is applied by a Groovy script of ours at start and by the script console later.
 */
public final class WarController implements Controller {
    private static final String OPERATOR = "operator";
    private static final String SETUP_APPLIED = "setup applied";

    private final Path war;
    private final Path plugins;
    private final Path hpi;
    private final Path home;
    private final List<String> jvmOptions;
    private final Map<String, String> environment;
    private final ControllerProcess process;
    private int port;
    private boolean running;

    /** @param port 0 for any free one; @param environment added to this process's own */
    public WarController(
            Path war,
            Path plugins,
            Path hpi,
            Path home,
            int port,
            List<String> jvmOptions,
            Map<String, String> environment) {
        this.war = war.toAbsolutePath();
        this.plugins = plugins;
        this.hpi = hpi;
        this.home = home.toAbsolutePath();
        this.port = port;
        this.jvmOptions = List.copyOf(jvmOptions);
        this.environment = new HashMap<>(environment);
        // Jenkins adds the jars of ./lib to its class path.
        this.process = new ControllerProcess(this.home.resolve("controller.log"), this.home);
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + port + '/');
    }

    /** By the API token that the setup script gives each account. */
    @Override
    public JenkinsClient as(String user, String password) {
        return new JenkinsClient(url(), user, token(user, password));
    }

    private static String token(String user, String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((user + ':' + password).getBytes(StandardCharsets.UTF_8));
            // Such a token begins with the version of its format.
            return "11" + HexFormat.of().formatHex(digest).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public void apply(Setup setup) throws IOException, InterruptedException {
        Files.createDirectories(home);
        setup.write(home.resolve("setup.json"));
        if (running) {
            String script = URLEncoder.encode(setupScript(), StandardCharsets.UTF_8);
            JenkinsClient.Answer answer = as(OPERATOR, OPERATOR).postForm("scriptText", "script=" + script);
            if (answer.status() != 200 || !answer.text().contains(SETUP_APPLIED)) {
                throw new IOException("The setup script failed: " + answer.text());
            }
        }
    }

    @Override
    public void start() throws IOException, InterruptedException {
        if (port == 0) {
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
        }
        installPlugins();
        Files.createDirectories(home.resolve("init.groovy.d"));
        Files.writeString(home.resolve("init.groovy.d/setup.groovy"), setupScript());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        // It lives for a minute or two: what counts is a quick start.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(
                "-Djava.awt.headless=true",
                "-Djenkins.install.runSetupWizard=false",
                "-Dhudson.model.UpdateCenter.never=true",
                "-Dhudson.model.DownloadService.never=true"));
        // The class of the setup script that stands for a pull request; it is saved with its builds.
        command.add("-Dhudson.remoting.ClassFilter=PullRequest");
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", war.toString(), "--httpPort=" + port, "--httpListenAddress=127.0.0.1"));
        environment.put("JENKINS_HOME", home.toString());
        process.start(command, environment, line -> line.contains("Jenkins is fully up and running"));
        if (!output().contains(SETUP_APPLIED)) {
            throw new IOException("The setup script failed; the controller's output:\n" + output());
        }
        running = true;
    }

    private void installPlugins() throws IOException {
        Path target = home.resolve("plugins");
        if (Files.isDirectory(target)) {
            return;
        }
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(plugins)) {
            for (Path file : files.filter(WarController::isPlugin).toList()) {
                String name = file.getFileName().toString().replaceAll("\\.[hj]pi$", ".jpi");
                Files.copy(file, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.copy(hpi, target.resolve("kargo.jpi"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isPlugin(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(".jpi") || name.endsWith(".hpi")) && !name.startsWith("kargo.");
    }

    private String setupScript() throws IOException {
        try (InputStream script = WarController.class.getResourceAsStream("setup.groovy")) {
            String file = new ObjectMapper()
                    .writeValueAsString(home.resolve("setup.json").toString());
            return new String(script.readAllBytes(), StandardCharsets.UTF_8).replace("'@SETUP@'", file);
        }
    }

    @Override
    public void stop() throws InterruptedException {
        running = false;
        process.stop();
    }

    @Override
    public void kill() throws InterruptedException {
        running = false;
        process.kill();
    }

    @Override
    public boolean resumesBuilds() {
        return true;
    }

    /** What the controller printed, for checks of its warnings. */
    public String output() throws IOException {
        return Files.readString(process.output());
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
