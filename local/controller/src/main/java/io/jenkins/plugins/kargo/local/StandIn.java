package io.jenkins.plugins.kargo.local;

import hudson.init.InitMilestone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Starts the stand-in: {@code --home DIR} (kept between runs), {@code --setup FILE} (see {@link Setup}) and
 * {@code --port N} (0 for any). Prints {@code Ready: URL} when it serves; ends with the process.
 */
public final class StandIn {
    private StandIn() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> options = options(arguments);
        Path home = Path.of(options.get("--home")).toAbsolutePath();
        Path setup = Path.of(
                options.getOrDefault("--setup", home.resolve("setup.json").toString()));
        int port = Integer.parseInt(options.getOrDefault("--port", "0"));
        Files.createDirectories(home);
        Thread.currentThread().setContextClassLoader(StandIn.class.getClassLoader());
        StandInJenkins jenkins = new StandInJenkins(home.toFile(), Setup.read(setup));
        Lifecycle lifecycle = Lifecycle.ofExtensions();
        lifecycle.initialize(InitMilestone.EXTENSIONS_AUGMENTED);
        jenkins.configure(Setup.read(setup));
        jenkins.startTriggers();
        lifecycle.initialize(InitMilestone.COMPLETED);
        try (WebServer web = new WebServer(jenkins, () -> reload(jenkins, setup), port)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                jenkins.cleanUp();
                lifecycle.terminate();
            }));
            StandInTimer.start(jenkins);
            System.out.println("Ready: " + jenkins.getRootUrl());
            web.join();
        }
    }

    private static void reload(StandInJenkins jenkins, Path file) throws IOException {
        Setup setup = Setup.read(file);
        jenkins.apply(setup);
        jenkins.configure(setup);
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        if (!options.containsKey("--home")) {
            throw new IllegalArgumentException("Usage: --home DIR [--setup FILE] [--port N]");
        }
        return options;
    }
}
