package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Approval;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** All that a step may use while it runs. */
public interface StepContext {
    /** The evaluated configuration: plain values, {@code {}} when there is none. */
    @NonNull
    Map<String, Object> config();

    /** The promotion as stored when the step began; its outputs are in the records. */
    @NonNull
    Promotion promotion();

    @NonNull
    PromotionStep step();

    /** The configuration revision that the promotion was made from. */
    @NonNull
    Configuration configuration();

    /** The work dir. @throws IllegalStateException for a step whose {@link StepRunner#needsWorkspace()} is false */
    @NonNull
    Workspace workspace();

    @NonNull
    CredentialResolver credentials();

    @NonNull
    PromotionLog log();

    @NonNull
    Clock clock();

    /** In a preview nothing outside the work dir may change: such a step says what it would do and is Skipped. */
    boolean isPreview();

    /**
     * The configurations of the steps of a kind before this one that ran, evaluated anew, in their order.
     *
     * @param uses the name after {@code uses:}
     * @throws StepFailure when one cannot be evaluated any more
     */
    @NonNull
    List<Map<String, Object>> earlier(@NonNull String uses) throws StepFailure;

    /** What {@link #intend} stored in an earlier run of this step, empty the first time. */
    @NonNull
    Map<String, Object> intention();

    /** Stores, before an effect outside, what is about to be done; when it returns, it is on disk. */
    void intend(@NonNull Map<String, Object> intention);

    /** Records what the step changed in the rendered output, for people to see; an earlier record of it is replaced. */
    void rendered(@NonNull RenderedDiff diff);

    /** What the promotion changed in the rendered output so far, by the alias of the step, in order. */
    @NonNull
    Map<String, RenderedDiff> diffs();

    /** The answers that people gave to this step. */
    @NonNull
    List<Approval> approvals();
}
