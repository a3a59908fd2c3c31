package io.jenkins.plugins.kargo.engine.store;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.time.Instant;

/**
 * Named leases, by which builds, and controllers of the same id that share the store, agree who may act. Controllers of
 * different ids have leases of their own. Leases in a database of this machine are not waited for to be on its disk: the
 * processes that hold them would fail with it.
 */
public interface LeaseStore {
    /**
     * Takes or renews the lease.
     *
     * @param owner who asks; the owner of a lease may always renew it
     * @return false while somebody else holds it
     */
    boolean acquire(@NonNull String lease, @NonNull String owner, @NonNull Duration duration, @NonNull Instant now);

    void release(@NonNull String lease, @NonNull String owner);
}
