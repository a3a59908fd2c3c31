package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import io.jenkins.plugins.kargo.engine.promotion.AutoPromotions;
import io.jenkins.plugins.kargo.engine.promotion.PromotionOrder;
import io.jenkins.plugins.kargo.engine.promotion.PromotionRefused;
import io.jenkins.plugins.kargo.project.BuildReferences;
import io.jenkins.plugins.kargo.project.ProjectRefused;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a build that reconciles a project has to promote: what people asked for, and what auto-promotion takes. */
final class ReconcileOrders {
    private final Run<?, ?> run;
    private final BuildManifests.Found found;
    private final AutoPromotions automatic;

    /** Previews leave nothing in the store that would tell that they have been made. */
    private final Set<String> previewed = new HashSet<>();

    private Map<String, String> obstacles = Map.of();

    ReconcileOrders(@NonNull Run<?, ?> run, @NonNull BuildManifests.Found found) {
        this.run = run;
        this.found = found;
        this.automatic = new AutoPromotions(KargoRuntime.get().store(), Clock.systemUTC());
    }

    /** Makes the promotions that people asked for and no build carries out yet. A request that cannot be met is dropped. */
    @NonNull
    List<Promotion> requested(@NonNull Log log) throws InterruptedException {
        List<Promotion> made = new ArrayList<>();
        if (found.access().isPreview()) {
            return made;
        }
        ProjectKey project = found.access().project();
        for (PromotionRequest request : KargoRuntime.get().store().requests().pending(project)) {
            if (refusal(request.stage()) == null) {
                try {
                    made.add(KargoRuntime.get()
                            .promotions()
                            .create(order(request.stage(), request.freight(), request.id())));
                } catch (PromotionRefused e) {
                    log.line("The request of " + request.actor() + " for stage " + request.stage()
                            + " is not carried out: " + e.getMessage());
                    KargoRuntime.get().lostWork().dropRequest(project, request.id(), e.getMessage());
                }
            }
        }
        return made;
    }

    /** Makes the promotions that are due by the project's policies. */
    @NonNull
    List<Promotion> due() {
        List<Promotion> made = new ArrayList<>();
        Map<String, String> reasons = new LinkedHashMap<>();
        boolean preview = found.access().isPreview();
        for (AutoPromotions.Candidate candidate :
                automatic.candidates(found.access().project(), found.configuration(), !preview)) {
            String stage = candidate.stage();
            String obstacle = candidate.obstacle();
            if (candidate.isDue()) {
                String refusal = refusal(stage);
                obstacle = refusal == null ? promote(candidate, preview, made) : refusal;
            }
            if (!obstacle.isEmpty()) {
                reasons.merge(stage, candidate.freight().alias() + ": " + obstacle, (one, other) -> one + "; " + other);
            }
        }
        obstacles = reasons;
        return made;
    }

    /** Why stages did not get what they could have got, as {@link #due} found it last: by stage, in words. */
    @NonNull
    Map<String, String> obstacles() {
        return obstacles;
    }

    /** @return why it was not, in words; empty when it was made or was made before */
    private String promote(AutoPromotions.Candidate candidate, boolean preview, List<Promotion> made) {
        String freight = candidate.freight().name();
        if (preview && !previewed.add(candidate.stage() + '/' + freight)) {
            return "";
        }
        try {
            PromotionOrder order = order(candidate.stage(), null, null).automatic(freight);
            made.add(KargoRuntime.get().promotions().create(order));
            return "";
        } catch (PromotionRefused e) {
            return e.getMessage();
        }
    }

    /** Why this build may not promote to the stage, null when it may. */
    @CheckForNull
    private String refusal(String stage) {
        try {
            BuildProject.of(run).resolve('/' + found.access().project().path(), stage);
            return null;
        } catch (ProjectRefused e) {
            return e.getMessage();
        }
    }

    private PromotionOrder order(String stage, @CheckForNull String freight, @CheckForNull String request) {
        BuildReference build = BuildReferences.of(run);
        return new PromotionOrder(
                found.access().project(),
                found.revision(),
                found.configuration(),
                stage,
                freight,
                Map.of(),
                BuildReferences.actor(build),
                build,
                request,
                found.access().isPreview());
    }

    /** Takes lines for the build log. */
    @FunctionalInterface
    interface Log {
        void line(@NonNull String text) throws InterruptedException;
    }
}
