package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import java.util.Optional;

/** Interrupts a running step when another controller asked to abort its promotion, or has taken it over. */
final class AbortWatcher implements LeaseKeeper.Watcher {
    private final PromotionLedger ledger;
    private final StepThreads threads;

    AbortWatcher(PromotionLedger ledger, StepThreads threads) {
        this.ledger = ledger;
        this.threads = threads;
    }

    @Override
    public boolean renewed(ProjectKey project, String promotion) {
        Optional<Promotion> stored = ledger.find(project, promotion);
        boolean over = stored.isEmpty() || stored.get().phase().isTerminal();
        if (over || !stored.get().abortRequestedBy().isEmpty()) {
            threads.interrupt(project, promotion);
        }
        return !over;
    }

    @Override
    public void lost(ProjectKey project, String promotion) {
        threads.interrupt(project, promotion);
    }
}
