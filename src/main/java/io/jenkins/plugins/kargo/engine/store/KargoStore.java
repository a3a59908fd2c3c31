package io.jenkins.plugins.kargo.engine.store;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.util.function.Supplier;

/**
 * All that outlives a build. Records are plain values: what a method returned never changes. Times are kept to the
 * millisecond, whole numbers among plain values come back as Long, others as Double.
 *
 * @see #transaction for changes that belong together
 */
public interface KargoStore extends AutoCloseable {
    @NonNull
    ProjectStore projects();

    @NonNull
    FreightStore freight();

    @NonNull
    PromotionStore promotions();

    @NonNull
    VerificationStore verifications();

    @NonNull
    RequestStore requests();

    @NonNull
    EventStore events();

    @NonNull
    WarehouseStore warehouses();

    @NonNull
    HoldStore holds();

    @NonNull
    HealthStore health();

    @NonNull
    LeaseStore leases();

    @NonNull
    RetentionStore retention();

    /**
     * Runs the work in one transaction; calls to this store on the same thread join it. Any exception rolls back.
     * Serialised against other transactions that write.
     */
    <T> T transaction(@NonNull Supplier<T> work);

    /**
     * As {@link #transaction}, for what may as well be done again: it can be lost when the machine fails (not when only the
     * process ends) before the next transaction is over. Where the database allows it, nobody waits for the disk.
     */
    <T> T relaxedTransaction(@NonNull Supplier<T> work);

    /**
     * A number that grows with every change that a reader of the project could see: the ETag of its pages. 0 for an
     * unknown project.
     */
    long version(@NonNull ProjectKey project);

    /** Closes for good; later calls throw {@link StoreException}. */
    @Override
    void close();
}
