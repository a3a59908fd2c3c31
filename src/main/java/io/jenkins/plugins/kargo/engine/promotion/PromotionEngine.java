package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.health.StageHealths;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.verification.Verifications;
import java.time.Clock;

/** The services that carry promotions and verifications out, wired together; one for a controller's store. */
public final class PromotionEngine implements AutoCloseable {
    private final Promotions promotions;
    private final PromotionRunner runner;
    private final Verifications verifications;
    private final StageHealths healths;
    private final StageSignals signals = new StageSignals();
    private final LeaseKeeper leases;

    public PromotionEngine(@NonNull EngineSettings settings) {
        this(
                settings,
                new ExpressionStepEvaluator(settings.store(), settings.steps(), settings.secrets(), settings.clock()));
    }

    PromotionEngine(EngineSettings settings, StepEvaluator evaluator) {
        KargoStore store = settings.store();
        Clock clock = settings.clock();
        PromotionLedger ledger = new PromotionLedger(store, settings.configurations());
        FreightGate gate = new FreightGate(store, clock);
        verifications = new Verifications(
                store, settings.configurations(), settings.secrets(), settings.metrics(), clock, signals::changed);
        healths = new StageHealths(
                store,
                settings.healthCheckers(),
                settings.projectCredentials(),
                clock,
                signals::changed,
                ledger::isDeclared);
        Conclusions conclusions = new Conclusions(store, ledger, verifications, healths, signals, clock);
        StepThreads threads = new StepThreads();
        StepAttempts attempts = new StepAttempts(store, ledger, settings.steps(), new StepSchemas(), evaluator, clock);
        StepTurns turns = new StepTurns(ledger, settings.steps(), evaluator, attempts, threads, clock);
        leases = new LeaseKeeper(store.leases(), new AbortWatcher(ledger, threads), clock, settings.timer());
        runner = new PromotionRunner(store, ledger, gate, turns, conclusions, leases, threads, clock);
        promotions = new Promotions(store, ledger, gate, conclusions, runner, settings.inspector(), signals, clock);
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
    public StageHealths healths() {
        return healths;
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
