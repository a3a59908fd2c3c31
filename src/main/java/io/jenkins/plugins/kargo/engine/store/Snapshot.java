package io.jenkins.plugins.kargo.engine.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A copy of a SQLite store, written beside its destination and moved there when it is complete and on disk. */
final class Snapshot {
    private Snapshot() {}

    static void write(Database database, Path file) {
        Path target = file.toAbsolutePath();
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        try {
            Files.createDirectories(unfinished.getParent());
            Files.deleteIfExists(unfinished);
            database.outsideTransaction("VACUUM INTO ?", unfinished.toString());
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StoreException("The snapshot of the Kargo store cannot be written to " + target + ": " + e, e);
        } finally {
            deleteQuietly(unfinished);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The next snapshot tries again, and reports it when it still cannot.
            file.toFile().deleteOnExit();
        }
    }
}
