package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.freight.FreightCollections;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.util.List;

/**
 * What a stage will hold when a promotion succeeds. The Freight of other origins comes from the promotion that ended
 * last, so it is known for sure only when the promotion starts: those before it in the queue may have brought some.
 */
final class CarryOver {
    private static final int PAGE = 20;

    private final KargoStore store;

    CarryOver(KargoStore store) {
        this.store = store;
    }

    FreightCollection of(ProjectKey project, Stage stage, Freight freight) {
        FreightCollection last = stage.requestedFreight().size() > 1 ? last(project, stage.name()) : null;
        return FreightCollections.carryOver(stage, last, freight);
    }

    /** The same for a promotion that was made some time ago. */
    FreightCollection of(Promotion promotion, Stage stage) {
        return promotion.collection().items().values().stream()
                .filter(freight -> freight.name().equals(promotion.freight()))
                .findFirst()
                .map(freight -> of(promotion.project(), stage, freight))
                .orElse(promotion.collection());
    }

    /** Of the newest promotion that ended, whatever its outcome; one that never started has brought nothing along. */
    @CheckForNull
    private FreightCollection last(ProjectKey project, String stage) {
        String before = null;
        List<Promotion> page;
        do {
            page = store.promotions().list(project, stage, before, PAGE);
            for (Promotion promotion : page) {
                if (promotion.phase().isTerminal() && promotion.startedAt() != null) {
                    return promotion.collection();
                }
                before = promotion.name();
            }
        } while (page.size() == PAGE);
        return null;
    }
}
