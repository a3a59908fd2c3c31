package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ConfigurationSource;
import io.jenkins.plugins.kargo.engine.model.HealthCheck;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Where promotions are kept while they run: in the store, and previews in memory, because nothing of an untrusted build
 * may outlive it. Safe for many threads.
 */
final class PromotionLedger {
    /** The oldest preview goes first; one whose build still runs then has to be repeated. */
    private static final int MAX_PREVIEWS = 1000;

    private record Key(ProjectKey project, String name) {}

    private record Preview(Promotion promotion, Configuration configuration, Map<String, RenderedDiff> diffs) {}

    private final KargoStore store;
    private final ConfigurationSource configurations;
    private final Map<Key, Preview> previews = new LinkedHashMap<>();

    PromotionLedger(KargoStore store, ConfigurationSource configurations) {
        this.store = store;
        this.configurations = configurations;
    }

    void addPreview(Promotion promotion, Configuration configuration) {
        synchronized (previews) {
            previews.put(key(promotion), new Preview(promotion, configuration, Map.of()));
            if (previews.size() > MAX_PREVIEWS) {
                previews.remove(previews.keySet().iterator().next());
            }
        }
    }

    boolean isPreview(Promotion promotion) {
        return preview(promotion.project(), promotion.name()).isPresent();
    }

    Optional<Promotion> find(ProjectKey project, String name) {
        Optional<Promotion> preview = preview(project, name).map(Preview::promotion);
        return preview.isPresent()
                ? preview
                : Uninterrupted.call(() -> store.promotions().find(project, name));
    }

    /** @throws IllegalArgumentException when there is none */
    Promotion get(ProjectKey project, String name) {
        return find(project, name)
                .orElseThrow(() -> new IllegalArgumentException("The project " + project + " has no promotion \"" + name
                        + "\". A preview lives only as long as the controller runs: repeat its build."));
    }

    /** Like {@link io.jenkins.plugins.kargo.engine.store.PromotionStore#update}, for previews too. */
    Promotion update(Promotion promotion, UnaryOperator<Promotion> change) {
        return update(promotion, change, store::transaction);
    }

    /** As {@link #update}, for what can be done again: see {@link KargoStore#relaxedTransaction}. */
    Promotion updateRelaxed(Promotion promotion, UnaryOperator<Promotion> change) {
        return update(promotion, change, store::relaxedTransaction);
    }

    private Promotion update(
            Promotion promotion,
            UnaryOperator<Promotion> change,
            Function<Supplier<Promotion>, Promotion> transaction) {
        synchronized (previews) {
            Preview preview = previews.get(key(promotion));
            if (preview != null) {
                Promotion old = preview.promotion();
                Promotion changed = old.phase().isTerminal() ? old : change.apply(old);
                previews.put(key(promotion), new Preview(changed, preview.configuration(), preview.diffs()));
                return changed;
            }
        }
        return Uninterrupted.call(() ->
                transaction.apply(() -> store.promotions().update(promotion.project(), promotion.name(), change)));
    }

    /** @param alias of the step that rendered */
    void addDiff(Promotion promotion, String alias, RenderedDiff diff) {
        synchronized (previews) {
            Preview preview = previews.get(key(promotion));
            if (preview != null) {
                Map<String, RenderedDiff> diffs = new LinkedHashMap<>(preview.diffs());
                diffs.put(alias, diff);
                previews.put(key(promotion), new Preview(preview.promotion(), preview.configuration(), diffs));
                return;
            }
        }
        Uninterrupted.call(() -> store.relaxedTransaction(() -> {
            store.promotions().putDiff(promotion.project(), promotion.name(), alias, diff);
            return diff;
        }));
    }

    /** Registers what is to be watched when the promotion has succeeded; nothing for a preview. */
    void watch(Promotion promotion, String alias, List<HealthCheck> checks) {
        if (!checks.isEmpty() && !isPreview(promotion)) {
            Uninterrupted.call(() -> store.transaction(() -> {
                store.health().register(promotion.project(), promotion.name(), alias, checks);
                return checks;
            }));
        }
    }

    /** By alias of the step, in order. */
    Map<String, RenderedDiff> diffs(ProjectKey project, String name) {
        return preview(project, name)
                .map(Preview::diffs)
                .orElseGet(() -> store.promotions().diffs(project, name));
    }

    /** The manifests that the promotion was made from. @throws IllegalStateException when the store lacks them */
    Configuration configuration(Promotion promotion) {
        return preview(promotion.project(), promotion.name())
                .map(Preview::configuration)
                .or(() -> configurations.find(promotion.project(), promotion.configuration()))
                .orElseThrow(() -> new IllegalStateException("The configuration revision "
                        + promotion.configuration() + " of promotion " + promotion.name()
                        + " is not in the store"));
    }

    /** The project's manifests as they are now; those of the promotion when the store has none. */
    Configuration newestConfiguration(Promotion promotion) {
        return newestConfiguration(promotion.project()).orElseGet(() -> configuration(promotion));
    }

    /** Whether the project's newest configuration has the stage, or that cannot be told. */
    boolean isDeclared(ProjectKey project, String stage) {
        return newestConfiguration(project)
                .map(newest -> newest.stages().containsKey(stage))
                .orElse(true);
    }

    private Optional<Configuration> newestConfiguration(ProjectKey project) {
        return store.projects().revisions(project, 1).stream()
                .findFirst()
                .flatMap(revision -> configurations.find(project, revision.hash()));
    }

    private Optional<Preview> preview(ProjectKey project, String name) {
        synchronized (previews) {
            return Optional.ofNullable(previews.get(new Key(project, name)));
        }
    }

    private static Key key(Promotion promotion) {
        return new Key(promotion.project(), promotion.name());
    }
}
