package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.freight.window.WindowSchedule;
import io.jenkins.plugins.kargo.engine.freight.window.WindowState;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionWindow;
import io.jenkins.plugins.kargo.engine.model.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Holds promotions before their first step while their stage's promotion windows are closed: those of the newest
 * configuration, so that a freeze concerns promotions that were made before it was declared.
 */
final class WindowGate {
    private static final Duration LONGEST_POLL = Duration.ofMinutes(1);
    private static final Duration SHORTEST_POLL = Duration.ofSeconds(1);

    /** @param why in words; @param pollAfter when to look again, because time or the configuration may have changed it */
    record Closed(String why, Duration pollAfter) {}

    private final PromotionLedger ledger;
    private final Clock clock;

    WindowGate(PromotionLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @return empty when the promotion may begin, as far as windows are concerned */
    Optional<Closed> closed(Promotion promotion) {
        Configuration newest = ledger.newestConfiguration(promotion);
        Optional<Stage> stage = newest.stage(promotion.stage())
                .or(() -> ledger.configuration(promotion).stage(promotion.stage()));
        if (newest.promotionWindows().isEmpty() || stage.isEmpty()) {
            return Optional.empty();
        }
        List<PromotionWindow> windows =
                WindowSchedule.concerning(newest.promotionWindows(), stage.get().metadata());
        Instant now = clock.instant();
        WindowState state = WindowSchedule.of(windows).at(now);
        return state.closed() ? Optional.of(closed(state, windows, now)) : Optional.empty();
    }

    private static Closed closed(WindowState state, List<PromotionWindow> windows, Instant now) {
        Instant opens = state.nextOpen();
        if (opens == null) {
            return new Closed(
                    "waits for a promotion window: " + state.reason() + "; none is known to open", LONGEST_POLL);
        }
        Duration wait = Duration.between(now, opens);
        Duration poll = wait.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : wait;
        return new Closed(
                "waits for a promotion window: " + state.reason() + "; opens at "
                        + opens.atZone(windows.get(0).zone()).truncatedTo(ChronoUnit.SECONDS),
                poll.compareTo(SHORTEST_POLL) < 0 ? SHORTEST_POLL : poll);
    }
}
