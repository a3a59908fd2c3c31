package io.jenkins.plugins.kargo.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's native library, unpacked to a folder of ours. The driver's own choice, the folder for temporary files, may
 * forbid programs, and keeps a copy after every hard stop of the JVM.
 */
final class NativeLibrary {
    private static final Logger LOGGER = Logger.getLogger(NativeLibrary.class.getName());
    private static boolean loaded;

    private NativeLibrary() {}

    /** Loads it unless this JVM has it already. */
    static synchronized void unpackTo(Path directory) {
        if (loaded) {
            return;
        }
        try {
            Files.createDirectories(directory);
            removeLeftovers(directory);
            System.setProperty("org.sqlite.tmpdir", directory.toAbsolutePath().toString());
            SQLiteJDBCLoader.initialize();
            loaded = true;
        } catch (Exception e) {
            throw new StoreException(
                    "SQLite's native library cannot be loaded from " + directory
                            + ": the folder must be writable, have 2 MB of space and allow programs to be run from it, and this platform"
                            + " must be one that sqlite-jdbc supports: " + e,
                    e);
        }
    }

    private static void removeLeftovers(Path directory) throws IOException {
        List<Path> leftovers;
        try (Stream<Path> files = Files.list(directory)) {
            leftovers = files.filter(file -> file.getFileName().toString().startsWith("sqlite-"))
                    .toList();
        }
        for (Path file : leftovers) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                // Windows refuses while another class loader of this JVM has it loaded.
                LOGGER.log(Level.FINE, "Cannot delete {0}", file);
            }
        }
    }
}
