package io.jenkins.plugins.kargo.engine.store;

import java.time.Duration;
import java.time.Instant;

final class SqlLeases implements LeaseStore {
    private final Database database;

    SqlLeases(Database database) {
        this.database = database;
    }

    @Override
    public boolean acquire(String lease, String owner, Duration duration, Instant now) {
        return database.writeRelaxed(
                session -> session.update("INSERT INTO lease (controller, lease, holder, expires_at)"
                                        + " VALUES (:controller, :lease, :holder, :expires)"
                                        + " ON CONFLICT (controller, lease)"
                                        + " DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at"
                                        + " WHERE lease.holder = excluded.holder OR lease.expires_at <= :now")
                                .bind("lease", lease)
                                .bind("holder", owner)
                                .bind("expires", now.plus(duration).toEpochMilli())
                                .bind("now", now.toEpochMilli())
                                .execute()
                        == 1);
    }

    @Override
    public void release(String lease, String owner) {
        database.writeRelaxed(session -> session.update(
                        "DELETE FROM lease WHERE controller = :controller AND lease = :lease AND holder = :holder")
                .bind("lease", lease)
                .bind("holder", owner)
                .execute());
    }
}
