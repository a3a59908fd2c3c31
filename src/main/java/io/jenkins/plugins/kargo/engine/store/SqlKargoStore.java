package io.jenkins.plugins.kargo.engine.store;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The store in a database: SQLite for one controller, PostgreSQL when several share their state. Times are kept to the
 * millisecond. Opening takes some tenths of a second and checks the data, so do it in the background.
 */
public final class SqlKargoStore implements KargoStore {
    private final Database database;
    private final Dialect dialect;
    private final ProjectStore projects;
    private final FreightStore freight;
    private final PromotionStore promotions;
    private final VerificationStore verifications;
    private final RequestStore requests;
    private final EventStore events;
    private final WarehouseStore warehouses;
    private final HoldStore holds;
    private final HealthStore health;
    private final LeaseStore leases;
    private final RetentionStore retention;

    private SqlKargoStore(Database database, Dialect dialect) {
        this.database = database;
        this.dialect = dialect;
        projects = new SqlProjects(database);
        freight = new SqlFreight(database);
        promotions = new SqlPromotions(database);
        verifications = new SqlVerifications(database);
        requests = new SqlRequests(database);
        events = new SqlEvents(database);
        warehouses = new SqlWarehouses(database);
        holds = new SqlHolds(database);
        health = new SqlHealth(database);
        leases = new SqlLeases(database);
        retention = new SqlRetention(database);
    }

    /** As {@link #openSqlite(Path, Path)}, with the native library in the directory's folder {@code native}. */
    @NonNull
    public static SqlKargoStore openSqlite(@NonNull Path directory) {
        return openSqlite(directory, directory.resolve("native"));
    }

    /**
     * Opens or creates {@code kargo.db} in the directory.
     *
     * @param directory is created; no other program may write to it
     * @param nativeDirectory where SQLite's native library is unpacked, emptied by the first call in this JVM: unlike
     *     the folder for temporary files it must allow programs to be run from it
     * @throws StoreException when the file cannot be opened, is damaged, or was written by a newer version of the
     *     plugin; it is left as it was
     */
    @NonNull
    public static SqlKargoStore openSqlite(@NonNull Path directory, @NonNull Path nativeDirectory) {
        SqliteFile file = SqliteFile.prepare(directory, nativeDirectory);
        return file.locked(() -> {
            file.check();
            return open(file.dataSource(), Dialect.SQLITE, "", file.toString());
        });
    }

    /** As {@link #open(DataSource, Dialect, String)} for a database that no other controller uses. */
    @NonNull
    public static SqlKargoStore open(@NonNull DataSource dataSource, @NonNull Dialect dialect) {
        return open(dataSource, dialect, "");
    }

    /**
     * Opens the store in a database that exists, and creates or migrates its tables.
     *
     * @param dataSource gives unpooled connections; the store pools them and closes what it opened
     * @param controller id of this controller: controllers with different ids share the database, but see and lock only
     *     what is their own
     * @throws StoreException when the database cannot be reached or was written by a newer version of the plugin
     */
    @NonNull
    public static SqlKargoStore open(
            @NonNull DataSource dataSource, @NonNull Dialect dialect, @NonNull String controller) {
        return open(dataSource, dialect, controller, dialect.toString());
    }

    private static SqlKargoStore open(DataSource dataSource, Dialect dialect, String controller, String where) {
        try {
            Schema schema = new Schema(dataSource, dialect, where);
            schema.refuseNewer();
            schema.migrate();
            return new SqlKargoStore(new Database(dataSource, dialect, controller, where), dialect);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw StoreFailures.of(e, where);
        }
    }

    @Override
    public ProjectStore projects() {
        return projects;
    }

    @Override
    public FreightStore freight() {
        return freight;
    }

    @Override
    public PromotionStore promotions() {
        return promotions;
    }

    @Override
    public VerificationStore verifications() {
        return verifications;
    }

    @Override
    public RequestStore requests() {
        return requests;
    }

    @Override
    public EventStore events() {
        return events;
    }

    @Override
    public WarehouseStore warehouses() {
        return warehouses;
    }

    @Override
    public HoldStore holds() {
        return holds;
    }

    @Override
    public HealthStore health() {
        return health;
    }

    @Override
    public LeaseStore leases() {
        return leases;
    }

    @Override
    public RetentionStore retention() {
        return retention;
    }

    @Override
    public <T> T transaction(Supplier<T> work) {
        return database.write(session -> work.get());
    }

    @Override
    public <T> T relaxedTransaction(Supplier<T> work) {
        return database.writeRelaxed(session -> work.get());
    }

    @Override
    public long version(ProjectKey project) {
        return database.read(session -> session.query(project, "SELECT version FROM project WHERE " + Session.KEY)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /**
     * Writes a consistent copy of the store, for backups: the file is there complete or not at all. Others may read and
     * write meanwhile. To restore, put it in the place of {@code kargo.db} while Jenkins is stopped.
     *
     * @param file is replaced
     * @return false when the database is a server, which has its own tools for that
     */
    public boolean snapshot(@NonNull Path file) {
        if (dialect != Dialect.SQLITE) {
            return false;
        }
        Snapshot.write(database, file);
        return true;
    }

    @Override
    public void close() {
        database.close();
    }
}
