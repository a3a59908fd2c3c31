package io.jenkins.plugins.kargo.local.control;

import io.jenkins.plugins.kargo.local.Setup;
import io.jenkins.plugins.kargo.local.StandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stand-in in a process of its own. It keeps its port between restarts. */
public final class StandInController implements Controller {
    /** An administrator that every setup gets, for reloading. */
    private static final Setup.UserAccount OPERATOR = new Setup.UserAccount("operator", "operator", List.of());

    private static final String READY = "Ready: ";

    private final Path home;
    private final Path setupFile;
    private final List<String> jvmOptions;
    private final Map<String, String> environment;
    private final ControllerProcess process;
    private URI url;
    private int port;

    /** @param port 0 for any free one; @param environment added to this process's own */
    public StandInController(Path home, int port, List<String> jvmOptions, Map<String, String> environment) {
        this.home = home;
        this.port = port;
        this.jvmOptions = List.copyOf(jvmOptions);
        this.environment = Map.copyOf(environment);
        this.setupFile = home.resolve("setup.json");
        this.process = new ControllerProcess(
                home.resolve("controller.log"), Path.of("").toAbsolutePath());
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public void apply(Setup setup) throws IOException, InterruptedException {
        Files.createDirectories(home);
        List<Setup.UserAccount> users = new ArrayList<>(setup.users());
        users.add(OPERATOR);
        List<Setup.Grant> grants = new ArrayList<>(setup.grants());
        grants.add(new Setup.Grant(OPERATOR.id(), null, List.of("Overall/Administer")));
        new Setup(
                        setup.executors(),
                        users,
                        grants,
                        setup.credentials(),
                        setup.items(),
                        setup.bindings(),
                        setup.plainHttpRegistries(),
                        setup.secrets())
                .write(setupFile);
        if (url != null) {
            as(OPERATOR.id(), OPERATOR.password()).post("standin/reload", "");
        }
    }

    @Override
    public void start() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx768m");
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StandIn.class.getName()));
        command.addAll(
                List.of("--home", home.toString(), "--setup", setupFile.toString(), "--port", Integer.toString(port)));
        String line = process.start(command, environment, each -> each.startsWith(READY));
        url = URI.create(line.substring(READY.length()));
        port = url.getPort();
    }

    @Override
    public void stop() throws InterruptedException {
        process.stop();
    }

    @Override
    public void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public boolean resumesBuilds() {
        return false;
    }

    @Override
    public void close() throws InterruptedException {
        process.stop();
    }
}
