package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ConfigurationSource;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.verification.Verifications;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/** The services that carry promotions and verifications out, wired together; one for a controller's store. */
public final class PromotionEngine implements AutoCloseable {
    private final Promotions promotions;
    private final PromotionRunner runner;
    private final Verifications verifications;
    private final StageSignals signals;
    private final LeaseKeeper leases;

    PromotionEngine(
            KargoStore store,
            StepRegistry registry,
            ConfigurationSource configurations,
            StepEvaluator evaluator,
            Verifications verifications,
            LostEffectInspector inspector,
            StageSignals signals,
            ScheduledExecutorService timer,
            Clock clock) {
        this.verifications = verifications;
        this.signals = signals;
        PromotionLedger ledger = new PromotionLedger(store, configurations);
        FreightGate gate = new FreightGate(store, clock);
        Conclusions conclusions = new Conclusions(store, ledger, verifications, signals, clock);
        StepThreads threads = new StepThreads();
        StepAttempts attempts = new StepAttempts(store, ledger, registry, new StepSchemas(), evaluator, clock);
        StepTurns turns = new StepTurns(ledger, registry, evaluator, attempts, threads, clock);
        leases = new LeaseKeeper(store.leases(), clock, timer);
        runner = new PromotionRunner(store, ledger, gate, turns, conclusions, leases, threads, clock);
        promotions = new Promotions(store, ledger, gate, conclusions, runner, inspector, signals, clock);
    }

    @NonNull
    public Promotions promotions() {
        return promotions;
    }

    @NonNull
    public PromotionRunner runner() {
        return runner;
    }

    @NonNull
    public Verifications verifications() {
        return verifications;
    }

    @NonNull
    public StageSignals signals() {
        return signals;
    }

    /** Renews no more leases; promotions go on where they are after the next start. Does not close the store. */
    @Override
    public void close() {
        leases.close();
    }
}
