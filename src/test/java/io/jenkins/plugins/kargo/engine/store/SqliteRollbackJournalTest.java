package io.jenkins.plugins.kargo.engine.store;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

/** The contract with the journal that network file systems get. */
class SqliteRollbackJournalTest extends KargoStoreContract {
    @TempDir
    Path directory;

    @Override
    DataSource dataSource() {
        return SqliteFile.prepare(directory, directory.resolve("native")).dataSource(SQLiteConfig.JournalMode.DELETE);
    }

    @Override
    Dialect dialect() {
        return Dialect.SQLITE;
    }
}
