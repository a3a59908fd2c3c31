package io.jenkins.plugins.kargo.engine.store;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Approval;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.StageHistoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Promotions, the approvals that belong to them, and what each stage holds and held. */
public interface PromotionStore {
    void add(@NonNull Promotion promotion);

    @NonNull
    Optional<Promotion> find(@NonNull ProjectKey project, @NonNull String name);

    /**
     * Reads, changes and writes the promotion in one transaction. A promotion in a terminal phase is left alone.
     *
     * @return what is stored afterwards
     * @throws StoreException when there is no such promotion
     */
    @NonNull
    Promotion update(@NonNull ProjectKey project, @NonNull String name, @NonNull UnaryOperator<Promotion> change);

    /** Non-terminal promotions of a stage, first come first: the running one, if any, is among them. */
    @NonNull
    List<Promotion> queue(@NonNull ProjectKey project, @NonNull String stage);

    /** Newest first. @param stage null for any; @param before name of the last one already seen, null for the first page */
    @NonNull
    List<Promotion> list(
            @NonNull ProjectKey project, @CheckForNull String stage, @CheckForNull String before, int limit);

    /** Those that were asked for with this Freight, newest first. */
    @NonNull
    List<Promotion> ofFreight(@NonNull ProjectKey project, @NonNull String freight, int limit);

    /** Every non-terminal promotion of all projects, to settle those whose build is over. */
    @NonNull
    List<Promotion> unfinished();

    /** The promotions that a build carries or carried out, oldest first. */
    @NonNull
    List<Promotion> ofBuild(@NonNull String build);

    /** Newest promotion of every stage that has one. */
    @NonNull
    Map<String, Promotion> latest(@NonNull ProjectKey project);

    /** The stage holds the collection from now on. */
    void enterStage(
            @NonNull ProjectKey project,
            @NonNull String stage,
            @NonNull FreightCollection collection,
            @NonNull String promotion,
            @NonNull Instant at);

    /** Newest first; the first is what the stage holds. */
    @NonNull
    List<StageHistoryEntry> history(@NonNull ProjectKey project, @NonNull String stage, int limit);

    /** What every stage holds now. */
    @NonNull
    Map<String, StageHistoryEntry> current(@NonNull ProjectKey project);

    /** What a step of the promotion changed in the rendered output; replaces what was known of that step. */
    void putDiff(
            @NonNull ProjectKey project, @NonNull String promotion, @NonNull String step, @NonNull RenderedDiff diff);

    /** By the alias of the step, in the order in which they were put; empty for an unknown promotion. */
    @NonNull
    Map<String, RenderedDiff> diffs(@NonNull ProjectKey project, @NonNull String promotion);

    /** Records an answer; a later one of the same user replaces the earlier. */
    void answer(@NonNull Approval approval);

    /** In the order in which they were given. */
    @NonNull
    List<Approval> approvals(@NonNull ProjectKey project, @NonNull String promotion);
}
