package io.jenkins.plugins.kargo.trigger;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * For what a job was started already: a file beside its builds, so that neither a restart nor a deleted build starts
 * another one for the same. Used by one thread at a time.
 */
final class Announced {
    private static final int MAX_KEPT = 500;

    private final Path file;

    Announced(@NonNull Path jobDirectory) {
        file = jobDirectory.resolve("kargo-freight.txt");
    }

    /** Oldest first. */
    @NonNull
    List<String> keys() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    void add(@NonNull List<String> keys) throws IOException {
        Set<String> all = new LinkedHashSet<>(keys());
        all.addAll(keys);
        List<String> kept = new ArrayList<>(all);
        write(kept.subList(Math.max(0, kept.size() - MAX_KEPT), kept.size()));
    }

    void remove(@NonNull List<String> keys) throws IOException {
        List<String> kept = new ArrayList<>(keys());
        if (kept.removeAll(keys)) {
            write(kept);
        }
    }

    private void write(List<String> keys) throws IOException {
        Path next = Files.createTempFile(file.getParent(), "kargo-freight", ".tmp");
        try {
            Files.write(next, keys);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
