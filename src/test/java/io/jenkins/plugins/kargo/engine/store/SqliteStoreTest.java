package io.jenkins.plugins.kargo.engine.store;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends KargoStoreContract {
    @TempDir
    Path directory;

    @Override
    DataSource dataSource() {
        return SqliteFile.prepare(directory, directory.resolve("native")).dataSource();
    }

    @Override
    Dialect dialect() {
        return Dialect.SQLITE;
    }
}
