package io.jenkins.plugins.kargo.engine.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.sqlite.SQLiteConfig;

/** The databases that the store is for, all of them real. */
enum TestDatabase {
    SQLITE(Dialect.SQLITE) {
        @Override
        DataSource dataSource(Path directory) {
            return file(directory).dataSource();
        }
    },

    /** With the journal that network file systems get. */
    SQLITE_ROLLBACK_JOURNAL(Dialect.SQLITE) {
        @Override
        DataSource dataSource(Path directory) {
            return file(directory).dataSource(SQLiteConfig.JournalMode.DELETE);
        }
    },

    /** One server for all tests of the JVM; tests are skipped where there is none for the platform. */
    POSTGRESQL(Dialect.POSTGRESQL) {
        @Override
        DataSource dataSource(Path directory) {
            boolean linux = System.getProperty("os.name").equals("Linux")
                    && System.getProperty("os.arch").equals("amd64");
            Assumptions.assumeTrue(linux, "The PostgreSQL for tests is there for Linux on x86-64 only");
            return Server.RUNNING.getPostgresDatabase();
        }

        @Override
        void empty() throws SQLException {
            try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("TRUNCATE project, lease CASCADE");
                statement.execute("DELETE FROM kargo_schema WHERE version = '99'");
            }
        }
    };

    private final Dialect dialect;

    TestDatabase(Dialect dialect) {
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Unpooled connections; the directory is that of the test. */
    abstract DataSource dataSource(Path directory);

    /** Leaves nothing of a test behind for the next. */
    void empty() throws SQLException {
        // A file goes with the directory of its test.
    }

    private static SqliteFile file(Path directory) {
        return SqliteFile.prepare(directory, directory.resolve("native"));
    }

    /** Starts when the first test asks for it and stops with the JVM. */
    private static final class Server {
        // A logger that nobody holds loses its level.
        private static final Logger LOGGER = Logger.getLogger("io.zonky.test");
        private static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            LOGGER.setLevel(Level.WARNING);
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
