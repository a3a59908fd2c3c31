package io.jenkins.plugins.kargo.engine.store;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** The tables and their versions. A version, once released, is never edited: the next one changes what it made. */
final class Schema {
    /** Held, or their levels would be forgotten: both log lines at every start that say nothing to administrators. */
    private static final List<Logger> CHATTY =
            List.of(Logger.getLogger("org.flywaydb"), Logger.getLogger("com.zaxxer.hikari"));

    private final Flyway flyway;
    private final String where;

    Schema(DataSource dataSource, Dialect dialect, String where) {
        CHATTY.stream().filter(logger -> logger.getLevel() == null).forEach(logger -> logger.setLevel(Level.WARNING));
        this.where = where;
        // The explicit class loader: in a plugin the context class loader finds neither scripts nor drivers.
        flyway = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:io/jenkins/plugins/kargo/db")
                .failOnMissingLocations(true)
                .table("kargo_schema")
                .placeholders(Map.of("key", dialect.keyType))
                .cleanDisabled(true)
                .load();
    }

    /** Reads only. */
    void refuseNewer() {
        MigrationInfo[] applied = flyway.info().applied();
        Arrays.stream(applied)
                .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS
                        || migration.getState() == MigrationState.FUTURE_FAILED)
                .findFirst()
                .ifPresent(newer -> {
                    throw new StoreException("The Kargo store (" + where + ") was written by a newer version of the"
                            + " plugin (schema " + newer.getVersion() + "). It was left as it is: install that version"
                            + " again, or put a snapshot of this version in its place.");
                });
    }

    void migrate() {
        flyway.migrate();
    }
}
