package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.verification.HealthGate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * One promotion of a stage runs at a time, first come first, also across builds and controllers that share the store;
 * none starts while what the stage holds is being verified. A verification that waits for the stage's health holds
 * nothing up.
 */
final class StageQueue {
    private final KargoStore store;
    private final HealthGate health;
    private final Clock clock;

    StageQueue(KargoStore store, Clock clock) {
        this.store = store;
        this.health = new HealthGate(store);
        this.clock = clock;
    }

    /**
     * Starts the pending promotion when it is its turn.
     *
     * @param stage as its configuration has it, null when it has none of that name
     * @return why it is not, in words; empty when the store now has it Running
     */
    Optional<String> start(Promotion promotion, @CheckForNull Stage stage) {
        // To begin may be done again: what it leads to is stored before it happens.
        return store.relaxedTransaction(() -> {
            Optional<String> obstacle = obstacle(promotion);
            if (obstacle.isEmpty()) {
                store.promotions()
                        .update(
                                promotion.project(),
                                promotion.name(),
                                stored -> stored.phase() == PromotionPhase.Pending ? started(stored, stage) : stored);
            }
            return obstacle;
        });
    }

    private Promotion started(Promotion promotion, @CheckForNull Stage stage) {
        FreightCollection collection =
                stage == null ? promotion.collection() : new CarryOver(store).of(promotion, stage);
        return Transitions.started(promotion, collection, clock.instant());
    }

    private Optional<String> obstacle(Promotion promotion) {
        List<Promotion> queue = store.promotions().queue(promotion.project(), promotion.stage());
        Optional<Promotion> ahead = queue.stream()
                .filter(queued -> queued.phase() == PromotionPhase.Running)
                .findFirst()
                .or(() -> queue.stream().findFirst())
                .filter(first -> !first.name().equals(promotion.name()));
        if (ahead.isPresent()) {
            return ahead.map(StageQueue::describe);
        }
        VerificationRecord latest =
                store.verifications().latest(promotion.project()).get(promotion.stage());
        return Optional.ofNullable(latest)
                .filter(verification -> !verification.phase().isTerminal())
                .filter(verification -> health.obstacle(verification).isEmpty())
                .map(verification -> "waits for the verification of promotion " + verification.promotion()
                        + " of stage " + verification.stage());
    }

    private static String describe(Promotion ahead) {
        String who = ahead.build().displayName().isEmpty()
                ? ahead.actor()
                : ahead.build().displayName();
        return "waits for promotion " + ahead.name() + " of stage " + ahead.stage() + ", started by " + who;
    }
}
