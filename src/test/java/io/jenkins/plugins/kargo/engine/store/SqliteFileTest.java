package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Samples.NOW;
import static io.jenkins.plugins.kargo.engine.store.Samples.PROJECT;
import static io.jenkins.plugins.kargo.engine.store.Samples.freight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

class SqliteFileTest {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("kargo.db");
    }

    private SqlKargoStore filled(int freight) {
        SqlKargoStore store = SqlKargoStore.openSqlite(directory);
        store.projects().claim(PROJECT, "job", false, NOW);
        store.transaction(() -> {
            for (int i = 0; i < freight; i++) {
                store.freight().add(PROJECT, freight(i), "");
            }
            return null;
        });
        return store;
    }

    @Test
    void theStoreIsWrittenAheadAndFullySynchronised() throws Exception {
        try (SqlKargoStore store = filled(1);
                Connection connection =
                        SqliteFile.prepare(directory, directory).dataSource().getConnection()) {
            assertThat(store.version(PROJECT)).isPositive();
            assertThat(pragma(connection, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(connection, "synchronous")).isEqualTo("2");
            assertThat(pragma(connection, "foreign_keys")).isEqualTo("1");
            assertThat(pragma(connection, "busy_timeout")).isEqualTo("30000");
        }
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA " + name)) {
            result.next();
            return result.getString(1);
        }
    }

    @Test
    void aCleanCloseLeavesOneFile() throws IOException {
        filled(3).close();
        assertThat(directory.resolve("kargo.db-wal")).doesNotExist();
        assertThat(directory.resolve("kargo.db-shm")).doesNotExist();
        assertThat(file()).exists();
    }

    @Test
    void aDamagedHeaderIsReportedAndTheFileLeftAlone() throws IOException {
        filled(3).close();
        byte[] bytes = Files.readAllBytes(file());
        bytes[3] = 'X';
        Files.write(file(), bytes);
        assertRefused(bytes, "is damaged", "snapshot");
    }

    @Test
    void aDamagedPageIsReportedAndTheFileLeftAlone() throws IOException {
        filled(300).close();
        byte[] bytes = Files.readAllBytes(file());
        byte[] noise = new byte[4096];
        ThreadLocalRandom.current().nextBytes(noise);
        System.arraycopy(noise, 0, bytes, bytes.length / 8192 * 4096, noise.length);
        Files.write(file(), bytes);
        assertRefused(bytes, "is damaged", "snapshot");
    }

    @Test
    void aFileThatIsNoDatabaseIsLeftAlone() throws IOException {
        byte[] bytes = "not a database, but long enough to be taken for one\n"
                .repeat(50)
                .getBytes(StandardCharsets.UTF_8);
        Files.write(file(), bytes);
        assertRefused(bytes, "is damaged");
    }

    @Test
    void aNewerStoreIsLeftAlone() throws Exception {
        filled(3).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO kargo_schema SELECT 99, '99', 'future', type, 'V99__future.sql', 1,"
                    + " installed_by, installed_on, 1, success FROM kargo_schema WHERE version = '1'");
        }
        assertRefused(Files.readAllBytes(file()), "newer version", "99");
    }

    private void assertRefused(byte[] bytes, String... texts) throws IOException {
        assertThatThrownBy(() -> SqlKargoStore.openSqlite(directory))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("kargo.db")
                .satisfies(e -> assertThat(e.getMessage()).contains(texts));
        assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
    }

    @Test
    void anEmptyFileBecomesAStore() throws IOException {
        Files.createFile(file());
        try (SqlKargoStore store = filled(1)) {
            assertThat(store.freight().list(PROJECT, null, null, 9)).hasSize(1);
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path occupied = Files.createFile(directory.resolve("occupied"));
        assertThatThrownBy(() -> SqlKargoStore.openSqlite(occupied.resolve("kargo")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("occupied");
    }

    @Test
    void aReadOnlyFolderIsReportedAndNothingIsWritten() throws IOException {
        Path locked = Files.createDirectory(directory.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false), "This file system has no permissions");
        assumeTrue(!Files.isWritable(locked), "The superuser may write to every folder");
        assertThatThrownBy(() -> SqlKargoStore.openSqlite(locked, directory.resolve("native")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("locked");
        assertThat(locked).isEmptyDirectory();
    }

    @Test
    void aReadOnlyDatabaseIsReported() throws SQLException {
        filled(2).close();
        SQLiteDataSource readOnly = new SQLiteDataSource() {
            @Override
            public SQLiteConnection getConnection(String user, String password) throws SQLException {
                SQLiteConnection connection = super.getConnection(user, password);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("PRAGMA query_only = 1");
                }
                return connection;
            }
        };
        readOnly.setUrl("jdbc:sqlite:" + file());
        try (SqlKargoStore store = SqlKargoStore.open(readOnly, Dialect.SQLITE)) {
            assertThat(store.freight().list(PROJECT, null, null, 9)).hasSize(2);
            assertThatThrownBy(() -> store.freight().add(PROJECT, freight(3), ""))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot be opened for writing");
            assertThat(store.freight().list(PROJECT, null, null, 9)).hasSize(2);
        }
    }

    @Test
    void aFullDiskFailsTheTransactionAsAWholeAndTheStoreStaysUsable() throws Exception {
        filled(1).close();
        SQLiteConfig config = new SQLiteConfig();
        config.setMaxPageCount((int) (Files.size(file()) / 4096) + 20);
        try (SqlKargoStore store = SqlKargoStore.open(dataSource(config), Dialect.SQLITE)) {
            assertThatThrownBy(() -> store.transaction(() -> {
                        for (int i = 1; i < 10_000; i++) {
                            store.freight().add(PROJECT, freight(i), "");
                        }
                        return null;
                    }))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("disk is full");
            assertThat(store.freight().list(PROJECT, null, null, 9)).hasSize(1);
            store.projects().putStageMetadata(PROJECT, "test", Map.of("a", 1L));
            assertThat(store.projects().stageMetadata(PROJECT, "test")).containsEntry("a", 1L);
        }
    }

    private SQLiteDataSource dataSource(SQLiteConfig config) {
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        dataSource.setUrl("jdbc:sqlite:" + file());
        return dataSource;
    }

    @Test
    void aSnapshotIsAStoreOfItsOwn() throws IOException {
        Path backups = directory.resolve("backups");
        Path snapshot = backups.resolve("kargo.db");
        try (SqlKargoStore store = filled(5)) {
            Files.createDirectories(backups);
            Files.writeString(snapshot, "yesterday's");
            assertThat(store.snapshot(snapshot)).isTrue();
            store.freight().add(PROJECT, freight(9), "");
        }
        try (SqlKargoStore restored = SqlKargoStore.openSqlite(backups)) {
            assertThat(restored.freight().list(PROJECT, null, null, 9)).hasSize(5);
        }
        assertThat(backups.resolve("kargo.db.unfinished")).doesNotExist();
    }

    @Test
    void aSnapshotThatCannotBeWrittenIsReportedAndLeavesTheOldOne() throws IOException {
        try (SqlKargoStore store = filled(1)) {
            Path occupied = Files.createFile(directory.resolve("occupied"));
            assertThatThrownBy(() -> store.snapshot(occupied.resolve("kargo.db")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("occupied");
            assertThatThrownBy(() -> store.transaction(() -> store.snapshot(directory.resolve("s.db"))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("transaction");
            assertThat(directory.resolve("s.db")).doesNotExist();
        }
    }

    @Test
    void thousandsOfRowsAreListedInNoTime() {
        try (SqlKargoStore store = filled(3_000)) {
            store.transaction(() -> {
                for (int i = 0; i < 3_000; i++) {
                    String stage = "stage-" + i % 50;
                    store.promotions().add(Samples.promotion(stage + "." + i, stage));
                    store.freight().enter(PROJECT, freight(i).name(), stage, NOW);
                    store.promotions().enterStage(PROJECT, stage, Samples.collection(freight(i)), stage + "." + i, NOW);
                }
                return null;
            });
            long start = System.nanoTime();
            assertThat(store.freight().list(PROJECT, null, freight(1_500).name(), 50))
                    .hasSize(50);
            assertThat(store.promotions().list(PROJECT, null, "stage-0.1500", 50))
                    .hasSize(50);
            assertThat(store.promotions().list(PROJECT, "stage-7", null, 50)).hasSize(50);
            assertThat(store.promotions().latest(PROJECT)).hasSize(50);
            assertThat(store.promotions().current(PROJECT)).hasSize(50);
            assertThat(store.promotions().queue(PROJECT, "stage-7")).hasSize(60);
            // Some 50 ms on an idle machine: the bound finds a scan for each row, not a busy neighbour.
            assertThat(System.nanoTime() - start).isLessThan(3_000_000_000L);
        }
    }
}
