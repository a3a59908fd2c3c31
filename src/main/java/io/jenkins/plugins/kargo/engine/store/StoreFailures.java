package io.jenkins.plugins.kargo.engine.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns what databases throw into a message that says what to do. Statements and their arguments stay out of it. */
final class StoreFailures {
    private StoreFailures() {}

    static StoreException of(Throwable failure, String where) {
        SQLException cause = sqlException(failure);
        if (cause == null) {
            return new StoreException("The Kargo store (" + where + ") failed: " + failure.getMessage(), failure);
        }
        return new StoreException("The Kargo store (" + where + ") " + advice(cause), cause);
    }

    private static SQLException sqlException(Throwable failure) {
        SQLException found = null;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                found = sql;
            }
        }
        return found;
    }

    private static String advice(SQLException cause) {
        if (cause instanceof SQLiteException sqlite) {
            // The low byte is the primary code, whatever the extended one adds.
            SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff);
            switch (code) {
                case SQLITE_FULL:
                    return "cannot be written: the disk is full. Nothing was changed; free some space.";
                case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM:
                    return "cannot be opened for writing. Check that the folder exists and that the user of Jenkins may"
                            + " write to it: " + cause.getMessage();
                case SQLITE_CORRUPT, SQLITE_NOTADB:
                    return damaged(cause.getMessage());
                case SQLITE_BUSY, SQLITE_LOCKED:
                    return "is held by another process or a very long transaction. Nothing was changed; is a second"
                            + " Jenkins running on this home?";
                case SQLITE_IOERR:
                    return "cannot be read or written: the file system reports an error. Nothing was changed: "
                            + cause.getMessage();
                default:
                    return "failed: " + cause.getMessage();
            }
        }
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        if (state.startsWith("08")) {
            return "cannot reach its database: " + cause.getMessage();
        }
        if (state.equals("55P03") || state.equals("57014")) {
            return "waited too long for another transaction. Nothing was changed: " + cause.getMessage();
        }
        if (state.equals("53100")) {
            return "cannot be written: the disk of the database is full. Nothing was changed.";
        }
        return "failed: " + cause.getMessage();
    }

    static String damaged(String detail) {
        return "is damaged (" + detail
                + "). It was left as it is: put the newest snapshot in its place and start again.";
    }
}
