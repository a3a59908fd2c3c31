package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Carries promotions out. Whoever does so (a build) calls {@link #advance} on a background thread, does what the answer
 * says, and calls again; also after a restart, with the same owner. The store says where to go on.
 *
 * <p>Steps run one after the other on the calling thread; the outcome of each is stored before the next one starts, so
 * no success is recorded twice and no step that succeeded runs again, except for its files when the work dir was lost.
 */
public final class PromotionRunner {
    private static final Duration QUEUE_POLL = Duration.ofSeconds(10);
    private static final String BUILD_STOPPED = "the build was stopped";

    private final KargoStore store;
    private final PromotionLedger ledger;
    private final StageQueue queue;
    private final FreightGate gate;
    private final WindowGate windows;
    private final StepTurns turns;
    private final Conclusions conclusions;
    private final LeaseKeeper leases;
    private final StepThreads threads;
    private final Clock clock;

    PromotionRunner(
            KargoStore store,
            PromotionLedger ledger,
            FreightGate gate,
            StepTurns turns,
            Conclusions conclusions,
            LeaseKeeper leases,
            StepThreads threads,
            Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.queue = new StageQueue(store, clock);
        this.gate = gate;
        this.windows = new WindowGate(ledger, clock);
        this.turns = turns;
        this.conclusions = conclusions;
        this.leases = leases;
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * Goes on with the promotion as far as possible.
     *
     * @throws InterruptedException when the thread was interrupted and neither {@code stopRequested} nor an abort is
     *     the reason: the process ends, and the promotion goes on where it is after the restart
     * @throws IllegalArgumentException when there is no such promotion, or no longer such a preview
     * @throws io.jenkins.plugins.kargo.engine.store.StoreException when the store fails; call again later
     */
    @NonNull
    public Progress advance(@NonNull ProjectKey project, @NonNull String name, @NonNull RunEnvironment environment)
            throws InterruptedException {
        Promotion promotion = ledger.get(project, name);
        boolean preview = ledger.isPreview(promotion);
        if (!promotion.phase().isTerminal() && !preview && !leases.hold(promotion, environment.owner())) {
            return new Progress.Waiting("is being carried out by somebody else", QUEUE_POLL);
        }
        if (!threads.enter(project, name)) {
            return new Progress.Waiting("is being carried out by another thread", QUEUE_POLL);
        }
        try {
            Progress progress = drive(promotion, new Stretch(environment, preview));
            if (progress instanceof Progress.Finished && !preview) {
                leases.release(promotion, environment.owner());
            }
            return progress;
        } finally {
            threads.leave(project, name);
        }
    }

    /**
     * Whether the promotion, when {@link Progress.Waiting} is over, has to be advanced with a workspace, as far as is known
     * now. Who has one and hears no lets it go.
     */
    public boolean needsWorkspace(@NonNull Promotion promotion) {
        return turns.needsWorkspace(promotion);
    }

    /**
     * The handler that {@link Progress.NeedsHandler} asked for is done. Does nothing when the promotion ended meanwhile.
     *
     * @param result any status but Running
     * @return what is stored now
     * @throws IllegalStateException when the promotion is not at this step
     */
    @NonNull
    public Promotion completeHandler(
            @NonNull ProjectKey project, @NonNull String name, @NonNull String alias, @NonNull StepResult result) {
        if (!result.status().isTerminal()) {
            throw new IllegalArgumentException("A handler that came back cannot be Running");
        }
        StepAttempt attempt = new StepAttempt.Returned(result);
        if (result.output() != null) {
            try {
                PlainValues.require("The result of the handler", result.output());
            } catch (IllegalArgumentException e) {
                attempt = new StepAttempt.Refused(e.getMessage());
            }
        }
        return settleHandler(project, name, alias, attempt);
    }

    /**
     * The handler did not come to its end.
     *
     * @param status Failed for good; Errored to be counted against the step's error threshold, so that advance may ask
     *     for it again; Aborted to end the promotion so
     * @param message for people
     */
    @NonNull
    public Promotion failHandler(
            @NonNull ProjectKey project,
            @NonNull String name,
            @NonNull String alias,
            @NonNull StepStatus status,
            @NonNull String message) {
        return switch (status) {
            case Failed -> settleHandler(project, name, alias, new StepAttempt.Refused(message));
            case Errored -> settleHandler(project, name, alias, new StepAttempt.Broke(message));
            case Aborted -> {
                Promotion promotion = ledger.get(project, name);
                yield promotion.phase().isTerminal() ? promotion : aborted(promotion, message);
            }
            default -> throw new IllegalArgumentException("A handler that failed cannot be " + status);
        };
    }

    /** Interrupts the step that a thread of this process runs for the promotion, if any; it then ends or stops. */
    public void interrupt(@NonNull ProjectKey project, @NonNull String name) {
        threads.interrupt(project, name);
    }

    /** The build will not go on with the promotion: others may. */
    public void release(@NonNull ProjectKey project, @NonNull String name, @NonNull String owner) {
        ledger.find(project, name).ifPresent(promotion -> leases.release(promotion, owner));
    }

    private Progress drive(Promotion start, Stretch stretch) throws InterruptedException {
        Promotion promotion = start;
        boolean checked = false;
        while (!promotion.phase().isTerminal()) {
            Optional<String> stop = stopReason(promotion, stretch);
            if (stop.isPresent()) {
                promotion = aborted(promotion, stop.get());
            } else if (promotion.phase() == PromotionPhase.Pending) {
                Optional<Progress.Waiting> obstacle = begin(promotion, stretch);
                if (obstacle.isPresent()) {
                    return obstacle.get();
                }
                promotion = ledger.get(promotion.project(), promotion.name());
            } else if (!checked) {
                checked = true;
                promotion = checkFreight(promotion, stretch.isPreview());
            } else if (promotion.current().isEmpty()) {
                promotion = conclusions.conclude(promotion);
            } else {
                StepTurn turn = turn(promotion, stretch);
                if (turn instanceof StepTurn.Yielded yielded) {
                    return yielded.progress();
                }
                promotion = ((StepTurn.Moved) turn).promotion();
            }
        }
        return new Progress.Finished(promotion);
    }

    private StepTurn turn(Promotion promotion, Stretch stretch) throws InterruptedException {
        try {
            return turns.take(promotion, stretch);
        } catch (InterruptedException e) {
            Promotion now = ledger.get(promotion.project(), promotion.name());
            if (now.phase().isTerminal()) {
                return new StepTurn.Moved(now);
            }
            String stop = stopReason(now, stretch).orElseThrow(() -> e);
            return new StepTurn.Moved(aborted(now, stop));
        }
    }

    /** @return why it cannot begin yet; empty when the ledger now has it Running */
    private Optional<Progress.Waiting> begin(Promotion promotion, Stretch stretch) {
        if (stretch.isPreview()) {
            ledger.update(promotion, stored -> Transitions.started(stored, stored.collection(), clock.instant()));
            return Optional.empty();
        }
        Optional<Progress.Waiting> obstacle = windows.closed(promotion)
                .map(closed -> new Progress.Waiting(closed.why(), closed.pollAfter()))
                .or(() -> queue(promotion));
        obstacle.map(Progress.Waiting::why)
                .filter(why -> !why.equals(promotion.waitingFor()))
                .ifPresent(why -> {
                    ledger.update(promotion, stored -> Transitions.waiting(stored, why));
                    stretch.log("Promotion " + promotion.name() + ' ' + why);
                });
        return obstacle;
    }

    private Optional<Progress.Waiting> queue(Promotion promotion) {
        Optional<Stage> stage = ledger.configuration(promotion).stage(promotion.stage());
        return queue.start(promotion, stage.orElse(null)).map(why -> new Progress.Waiting(why, QUEUE_POLL));
    }

    /** Freight that was available when the promotion was made may no longer be, as in Kargo at every reconciliation. */
    private Promotion checkFreight(Promotion promotion, boolean preview) {
        Configuration configuration = ledger.configuration(promotion);
        Optional<Stage> stage = configuration.stage(promotion.stage());
        Optional<StoredFreight> freight = store.freight().find(promotion.project(), promotion.freight());
        String refusal;
        if (stage.isEmpty()) {
            refusal = "Stage \"" + promotion.stage() + "\" is not in configuration " + promotion.configuration();
        } else if (freight.isEmpty()) {
            refusal = "Freight \"" + promotion.freight() + "\" is no longer in the project";
        } else {
            refusal = gate.refusal(promotion.project(), configuration, stage.get(), freight.get(), !preview)
                    .orElse("");
        }
        return refusal.isEmpty()
                ? promotion
                : conclusions.stop(promotion, PromotionPhase.Errored, StepStatus.Errored, refusal);
    }

    private static Optional<String> stopReason(Promotion promotion, Stretch stretch) {
        if (!promotion.abortRequestedBy().isEmpty()) {
            return Optional.of("aborted by " + promotion.abortRequestedBy());
        }
        return stretch.environment().stopRequested().getAsBoolean() ? Optional.of(BUILD_STOPPED) : Optional.empty();
    }

    private Promotion aborted(Promotion promotion, String why) {
        return conclusions.stop(promotion, PromotionPhase.Aborted, StepStatus.Aborted, why);
    }

    private Promotion settleHandler(ProjectKey project, String name, String alias, StepAttempt attempt) {
        Promotion promotion = ledger.get(project, name);
        if (promotion.phase().isTerminal()) {
            return promotion;
        }
        if (attempt instanceof StepAttempt.Returned returned
                && returned.result().status() == StepStatus.Aborted) {
            return aborted(promotion, returned.result().message());
        }
        PromotionStep step = promotion
                .current()
                .filter(current -> current.as().equals(alias) && StepRegistry.PIPELINE.equals(current.uses()))
                .orElseThrow(() -> new IllegalStateException(
                        "Promotion " + name + " is not at a step \"" + alias + "\" that a handler carries out"));
        return ledger.update(promotion, stored -> {
            StepRecord record = stored.recordOf(alias)
                    .orElseThrow(() -> new IllegalStateException("Step \"" + alias + "\" has not started"));
            StepVerdict verdict = StepVerdict.of(step, record, attempt, clock.instant());
            return Transitions.stepRan(stored, alias, verdict, "", clock.instant());
        });
    }
}
