package io.jenkins.plugins.kargo.engine.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Pools and transactions. Reads see one state of the database; writes are serialised, and what happens inside one on
 * the same thread joins it.
 */
final class Database implements AutoCloseable {
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Dialect dialect;
    private final String controller;
    private final String where;
    private final HikariDataSource writerPool;
    private final HikariDataSource readerPool;
    private final Jdbi writers;
    private final Jdbi readers;
    private final boolean relaxes;
    private final ThreadLocal<Session> current = new ThreadLocal<>();
    private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock();
    private volatile boolean closed;

    /** @param where what to call the database in messages: a path or a name, no credential */
    Database(DataSource dataSource, Dialect dialect, String controller, String where) {
        this.dialect = dialect;
        this.controller = controller;
        this.where = where;
        writerPool = pool(dataSource, "kargo-writers", dialect.writers);
        try {
            readerPool = pool(dataSource, "kargo-readers", dialect.readers);
        } catch (RuntimeException e) {
            writerPool.close();
            throw e;
        }
        writers = Jdbi.create(writerPool);
        readers = Jdbi.create(readerPool);
        try {
            relaxes = readers.withHandle(dialect::canRelax);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private HikariDataSource pool(DataSource dataSource, String name, int size) {
        HikariConfig config = new HikariConfig();
        // A DataSource, never a URL: in a plugin DriverManager finds no driver.
        config.setDataSource(dataSource);
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        dialect.configure(config);
        return new HikariDataSource(config);
    }

    /** @return what the work read; it must not write */
    <T> T read(Function<Session, T> work) {
        Session joined = current.get();
        if (joined != null) {
            return translating(() -> work.apply(joined));
        }
        return guarded(() -> readers.withHandle(handle -> inTransaction(
                handle, readerPool, dialect.beginRead, () -> work.apply(new Session(handle, controller)))));
    }

    /** Runs the work in a transaction, or as an all-or-nothing part of the one this thread is in. */
    <T> T write(Function<Session, T> work) {
        Session joined = current.get();
        if (joined != null) {
            return translating(() -> nested(joined, work));
        }
        return guarded(() -> writers.withHandle(handle -> write(handle, work)));
    }

    /**
     * As {@link #write}, without waiting for the disk: it is lost, with all that was written in this way after it, when
     * the machine fails before the next {@link #write}; not when only the process ends.
     */
    <T> T writeRelaxed(Function<Session, T> work) {
        return !relaxes || current.get() != null
                ? write(work)
                : guarded(() -> writers.withHandle(handle -> {
                    dialect.relax(handle);
                    try {
                        return write(handle, work);
                    } finally {
                        tighten(handle);
                    }
                }));
    }

    private void tighten(Handle handle) {
        try {
            dialect.tighten(handle);
        } catch (JdbiException e) {
            // Whoever gets this connection next relies on its commits.
            writerPool.evictConnection(handle.getConnection());
            throw e;
        }
    }

    private <T> T write(Handle handle, Function<Session, T> work) {
        return inTransaction(handle, writerPool, dialect.beginWrite, () -> {
            dialect.serialise(handle, controller);
            Session session = new Session(handle, controller);
            current.set(session);
            try {
                return work.apply(session);
            } finally {
                current.remove();
            }
        });
    }

    /**
     * Begins and ends with statements of our own: the SQLite driver begins another transaction after each commit, which
     * would wait for other processes, and could fail, when the work is done and stored.
     */
    private static <T> T inTransaction(Handle handle, HikariDataSource pool, String begin, Supplier<T> work) {
        handle.execute(begin);
        try {
            T result = work.get();
            handle.execute("COMMIT");
            return result;
        } catch (RuntimeException | Error e) {
            try {
                handle.execute("ROLLBACK");
            } catch (JdbiException rollback) {
                // SQLite has rolled back by itself, or the connection is gone: either way nobody uses it again.
                pool.evictConnection(handle.getConnection());
                e.addSuppressed(rollback);
            }
            throw e;
        }
    }

    private static <T> T nested(Session session, Function<Session, T> work) {
        String savepoint = session.nextSavepoint();
        session.handle.execute("SAVEPOINT " + savepoint);
        try {
            T result = work.apply(session);
            session.handle.execute("RELEASE SAVEPOINT " + savepoint);
            return result;
        } catch (RuntimeException | Error e) {
            try {
                session.handle.execute("ROLLBACK TO SAVEPOINT " + savepoint);
            } catch (JdbiException rollback) {
                e.addSuppressed(rollback);
            }
            throw e;
        }
    }

    /** Runs a single statement that must not be in a transaction. */
    void outsideTransaction(String sql, String argument) {
        if (current.get() != null) {
            throw new StoreException("This cannot be done inside a transaction of the Kargo store.");
        }
        guarded(() -> readers.withHandle(handle -> handle.execute(sql, argument)));
    }

    private <T> T guarded(Supplier<T> work) {
        inUse.readLock().lock();
        try {
            if (closed) {
                throw new StoreException("The Kargo store (" + where + ") is closed: Jenkins is shutting down.");
            }
            return translating(work);
        } finally {
            inUse.readLock().unlock();
        }
    }

    private <T> T translating(Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException e) {
            throw StoreFailures.of(e, where);
        }
    }

    /** Refuses new work, waits a little for what runs, and closes the pools. */
    @Override
    public void close() {
        closed = true;
        boolean idle = false;
        try {
            idle = inUse.writeLock().tryLock(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            readerPool.close();
            writerPool.close();
        } finally {
            if (idle) {
                inUse.writeLock().unlock();
            }
        }
    }
}
