package io.jenkins.plugins.kargo.engine.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The file {@code kargo.db}: how it is opened, and whether it may be. */
final class SqliteFile {
    private static final int BUSY_TIMEOUT_MILLIS = 30_000;
    private static final Object OPENING = new Object();

    private final Path file;

    private SqliteFile(Path file) {
        this.file = file;
    }

    static SqliteFile prepare(Path directory, Path nativeDirectory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StoreException("The folder of the Kargo store, " + directory + ", cannot be created: " + e, e);
        }
        NativeLibrary.unpackTo(nativeDirectory);
        return new SqliteFile(directory.resolve("kargo.db"));
    }

    /** Runs the work while no other process opens the same file: migrations are not made for two at once. */
    <T> T locked(Supplier<T> work) {
        // The lock of the file is the process's; within it only the monitor keeps threads apart.
        synchronized (OPENING) {
            Path lock = file.resolveSibling("kargo.lock");
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                return work.get();
            } catch (IOException e) {
                throw new StoreException("The Kargo store (" + file + ") cannot be opened: " + e, e);
            }
        }
    }

    /** @throws StoreException when the file is damaged, or newer than this version; nothing is written */
    void check() {
        if (!Files.exists(file)) {
            return;
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        DataSource readOnly = dataSource(config);
        try (Connection connection = readOnly.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
            String answer = result.next() ? result.getString(1) : "no answer";
            if (!answer.equals("ok")) {
                throw new StoreException("The Kargo store (" + file + ") " + StoreFailures.damaged(answer));
            }
        } catch (SQLException e) {
            throw StoreFailures.of(e, file.toString());
        }
        new Schema(readOnly, Dialect.SQLITE, file.toString()).refuseNewer();
    }

    DataSource dataSource() {
        return dataSource(
                NetworkFileSystem.holds(file.getParent())
                        ? SQLiteConfig.JournalMode.DELETE
                        : SQLiteConfig.JournalMode.WAL);
    }

    DataSource dataSource(SQLiteConfig.JournalMode journal) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(journal);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.enforceForeignKeys(true);
        config.setGetGeneratedKeys(false);
        return dataSource(config);
    }

    private DataSource dataSource(SQLiteConfig config) {
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        dataSource.setUrl("jdbc:sqlite:" + file);
        return dataSource;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
