package io.jenkins.plugins.kargo.local.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Watches the command lines of all processes of this machine while a scenario runs. */
final class ProcessArguments implements AutoCloseable {
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Thread watcher = new Thread(this::watch, "process watcher");

    ProcessArguments() {
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
                for (Path each : processes.toList()) {
                    remember(each.resolve("cmdline"));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void remember(Path file) {
        try {
            seen.add(Files.readString(file).replace('\0', ' '));
        } catch (IOException e) {
            // Not a process, or one that is gone.
        }
    }

    List<String> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
