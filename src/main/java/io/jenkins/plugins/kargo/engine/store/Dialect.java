package io.jenkins.plugins.kargo.engine.store;

import com.zaxxer.hikari.HikariConfig;
import org.jdbi.v3.core.Handle;

/** All that differs between the databases; every statement is written once for both. */
public enum Dialect {
    /** One writer at a time by nature: the pool of writers has one connection, transactions begin IMMEDIATE. */
    SQLITE("TEXT", "BEGIN", "BEGIN IMMEDIATE", 1, 4) {
        @Override
        boolean canRelax(Handle handle) {
            // With another journal a commit that is not synced could damage the file.
            return handle.createQuery("PRAGMA journal_mode")
                    .mapTo(String.class)
                    .one()
                    .equalsIgnoreCase("wal");
        }

        @Override
        void relax(Handle handle) {
            handle.execute("PRAGMA synchronous = NORMAL");
        }

        @Override
        void tighten(Handle handle) {
            handle.execute("PRAGMA synchronous = FULL");
        }
    },

    /** Transactions that write are serialised for each controller id by an advisory lock. */
    POSTGRESQL("TEXT COLLATE \"C\"", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "BEGIN", 4, 8) {
        @Override
        void serialise(Handle handle, String controller) {
            handle.createQuery(
                            "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtext('kargo'), hashtext(:controller))) l")
                    .bind("controller", controller)
                    .mapTo(Integer.class)
                    .one();
        }

        @Override
        void configure(HikariConfig pool) {
            // Longer than any transaction of ours takes, short enough that no page waits for ever.
            pool.setConnectionInitSql("SET lock_timeout = '30s'; SET statement_timeout = '60s'");
        }
    };

    /** The column type of keys: compares byte by byte whatever the database's locale. */
    final String keyType;

    final String beginRead;
    final String beginWrite;
    final int writers;
    final int readers;

    Dialect(String keyType, String beginRead, String beginWrite, int writers, int readers) {
        this.keyType = keyType;
        this.beginRead = beginRead;
        this.beginWrite = beginWrite;
        this.writers = writers;
        this.readers = readers;
    }

    /** The first statement of a transaction that writes: returns when no other one of the controller runs. */
    void serialise(Handle handle, String controller) {}

    /** Whether the database knows commits that need not be on the disk when they return. */
    boolean canRelax(Handle handle) {
        return false;
    }

    /** From now on the connection's commits need not be on the disk when they return; {@link #tighten} has to follow. */
    void relax(Handle handle) {}

    /** The connection's next commit is on the disk when it returns, with all those before it. */
    void tighten(Handle handle) {}

    void configure(HikariConfig pool) {}
}
