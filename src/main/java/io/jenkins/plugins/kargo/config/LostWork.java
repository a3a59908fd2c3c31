package io.jenkins.plugins.kargo.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kargo.engine.model.ConfigurationSource;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.promotion.Promotions;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.verification.Verifications;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Logger;

/**
 * Settles what builds have left behind: promotions whose build is over end Errored, and verifications that a block was to
 * settle are Inconclusive. A build that still exists and runs, a resumed one included, is left alone.
 */
public final class LostWork {
    private static final Logger LOGGER = Logger.getLogger(LostWork.class.getName());

    private final KargoStore store;
    private final Promotions promotions;
    private final Verifications verifications;
    private final ConfigurationSource configurations;

    LostWork(KargoStore store, Promotions promotions, Verifications verifications, ConfigurationSource configurations) {
        this.store = store;
        this.promotions = promotions;
        this.verifications = verifications;
        this.configurations = configurations;
    }

    /** Looks at the builds of everything that has not ended. Call after all jobs are loaded. */
    public void settleAll() {
        settle(LostWork::fate);
    }

    /** @param build externalizable id of a build that will do nothing more */
    public void settleOf(@NonNull String build) {
        settle(id -> id.equals(build) ? Optional.of("build " + id + " is over") : Optional.empty());
    }

    /**
     * A person's request for which nothing will be done any more. Does nothing when a promotion has adopted it.
     *
     * @param why in words, such as "build shop/deploy#7 is over"
     */
    public void dropRequest(@NonNull ProjectKey project, @NonNull String request, @NonNull String why) {
        store.transaction(() -> {
            Optional<PromotionRequest> open = store.requests()
                    .find(project, request)
                    .filter(one -> one.promotion().isEmpty());
            open.ifPresent(one -> {
                store.requests().remove(project, request);
                store.events()
                        .add(new Event(
                                project,
                                "PromotionRequestDropped",
                                one.stage(),
                                one.actor(),
                                "not carried out: " + why,
                                Instant.now()));
            });
            return open;
        });
    }

    /** @param fate why a build with this id does nothing more, empty when it may */
    private void settle(Function<String, Optional<String>> fate) {
        for (Promotion promotion : store.promotions().unfinished()) {
            fate.apply(promotion.build().id()).ifPresent(why -> {
                LOGGER.info(() -> "Promotion " + promotion.name() + " of project " + promotion.project()
                        + " has lost its owner: " + why);
                promotions.settleLost(promotion.project(), promotion.name(), why);
            });
        }
        for (VerificationRecord record : store.verifications().unfinished()) {
            Optional<String> why = fate.apply(record.build().id());
            if (why.isPresent() && isLeftToBlock(record)) {
                verifications.settle(
                        record.project(),
                        record.id(),
                        VerificationPhase.Inconclusive,
                        why.get() + " without having settled it",
                        record.actor());
            }
        }
    }

    private boolean isLeftToBlock(VerificationRecord record) {
        return store.promotions()
                .find(record.project(), record.promotion())
                .flatMap(promotion -> configurations.find(record.project(), promotion.configuration()))
                .flatMap(configuration -> configuration.stage(record.stage()))
                .map(Stage::isVerifiedByPipeline)
                .orElse(true);
    }

    private static Optional<String> fate(String build) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            Run<?, ?> run = Run.fromExternalizableId(build);
            if (run == null) {
                return Optional.of("build " + build + " does not exist any more");
            }
            return run.isBuilding() ? Optional.empty() : Optional.of("build " + build + " is over");
        } catch (IllegalArgumentException e) {
            return Optional.of("no build carries it out");
        }
    }
}
