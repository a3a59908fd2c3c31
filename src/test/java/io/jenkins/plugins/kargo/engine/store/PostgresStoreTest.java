package io.jenkins.plugins.kargo.engine.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** The contract on a real PostgreSQL, emptied after each test; skipped where there is no server for the platform. */
class PostgresStoreTest extends KargoStoreContract {
    private static final Logger LOGGER = Logger.getLogger("io.zonky.test");
    private static EmbeddedPostgres server;

    @BeforeAll
    static void startServer() throws IOException {
        boolean linux = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        Assumptions.assumeTrue(linux, "The PostgreSQL for tests is there for Linux on x86-64 only");
        LOGGER.setLevel(Level.WARNING);
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void empty() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE project, lease CASCADE");
            statement.execute("DELETE FROM kargo_schema WHERE version = '99'");
        }
    }

    @Override
    DataSource dataSource() {
        return server.getPostgresDatabase();
    }

    @Override
    Dialect dialect() {
        return Dialect.POSTGRESQL;
    }
}
