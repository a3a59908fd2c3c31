package io.jenkins.plugins.kargo.local.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A Java process whose output goes to a file that tells when it is ready. */
final class ControllerProcess {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final Path output;
    private final Path directory;
    private Process process;

    /** @param directory to start it in, made when it does not exist */
    ControllerProcess(Path output, Path directory) {
        this.output = output;
        this.directory = directory;
    }

    /** Starts and waits until a line of its output is the awaited one. @return that line */
    String start(List<String> command, Map<String, String> environment, Predicate<String> ready)
            throws IOException, InterruptedException {
        Files.createDirectories(output.getParent());
        Files.createDirectories(directory);
        Files.deleteIfExists(output);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        Instant deadline = Instant.now().plus(START_LIMIT);
        while (true) {
            for (String line : Files.exists(output) ? Files.readAllLines(output) : List.<String>of()) {
                if (ready.test(line)) {
                    return line;
                }
            }
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                process.destroyForcibly();
                throw new IOException("The controller did not start; its output:\n" + Files.readString(output));
            }
            Thread.sleep(50);
        }
    }

    void stop() throws InterruptedException {
        if (process != null && process.isAlive()) {
            process.destroy();
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        }
    }

    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    Path output() {
        return output;
    }
}
