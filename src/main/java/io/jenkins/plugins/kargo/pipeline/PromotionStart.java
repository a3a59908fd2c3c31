package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import io.jenkins.plugins.kargo.engine.promotion.PromotionOrder;
import io.jenkins.plugins.kargo.engine.promotion.PromotionRefused;
import io.jenkins.plugins.kargo.project.BuildReferences;
import io.jenkins.plugins.kargo.project.KargoCause;
import io.jenkins.plugins.kargo.project.ProjectAccess;
import io.jenkins.plugins.kargo.project.ProjectRefused;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** From the arguments of a {@code kargoPromote} to a promotion: project, trust, request, stage and configuration. */
final class PromotionStart {
    /** Promotions that an execution of this process carries out. */
    private static final Set<String> IN_USE = ConcurrentHashMap.newKeySet();

    private final ProjectAccess access;
    private final String stage;
    private final PromotionOrder order;
    private final String skipped;

    private PromotionStart(ProjectAccess access, String stage, PromotionOrder order, String skipped) {
        this.access = access;
        this.stage = stage;
        this.order = order;
        this.skipped = skipped;
    }

    @NonNull
    static PromotionStart prepare(@NonNull StepContext context, @NonNull PromoteArguments arguments)
            throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        KargoCause cause = run.getCause(KargoCause.class);
        String stage = arguments.stage() != null ? arguments.stage() : cause == null ? null : cause.getStage();
        if (stage == null) {
            throw new AbortException("Say to which stage to promote: kargoPromote(stage: '…')");
        }
        BuildProject project = BuildProject.of(run);
        ProjectAccess access = access(project, arguments.project(), stage);
        if (arguments.preview() && !access.isPreview()) {
            access = access.asPreview("the Jenkinsfile asks for one");
        }
        boolean requested = cause != null && cause.getProject().equals(access.project());
        if (requested && !cause.getStage().equals(stage)) {
            return new PromotionStart(access, stage, null, skipped(cause, stage));
        }
        BuildReference build = BuildReferences.of(run);
        ConfigurationRevision revision = project.currentRevision(access.project());
        Configuration configuration = project.configuration(access.project(), revision);
        PromotionOrder order = new PromotionOrder(
                access.project(),
                revision.hash(),
                configuration,
                stage,
                arguments.freight(),
                arguments.vars(),
                BuildReferences.actor(build),
                build,
                requested ? open(access.project(), cause.getRequest()) : null,
                access.isPreview());
        return new PromotionStart(access, stage, order, null);
    }

    private static ProjectAccess access(BuildProject project, String name, String stage) throws AbortException {
        try {
            return project.resolve(name, stage);
        } catch (ProjectRefused e) {
            throw new AbortException(e.getMessage());
        }
    }

    static String skipped(KargoCause cause, String stage) {
        return "This build carries out the request of " + cause.getUserId() + " for stage " + cause.getStage()
                + ": stage " + stage + " is left alone";
    }

    /** @return the request unless an earlier step of this build carried it out */
    @CheckForNull
    private static String open(ProjectKey project, String request) {
        Optional<PromotionRequest> found = KargoRuntime.get().store().requests().find(project, request);
        return found.filter(one -> !one.promotion().isEmpty()).isPresent() ? null : request;
    }

    /** Why the stage is left alone, null when it is promoted to. */
    @CheckForNull
    String skipped() {
        return skipped;
    }

    @NonNull
    String stage() {
        return stage;
    }

    @CheckForNull
    String previewReason() {
        return access.previewReason();
    }

    @NonNull
    String agentLabel() {
        return access.declaration() == null ? "" : access.declaration().agentLabel();
    }

    /**
     * Makes the promotion, or finds the one that this execution made before the controller stopped.
     *
     * @param startedAt when a resumed execution started, null for one that has just started
     */
    @NonNull
    Promotion promotion(@CheckForNull Instant startedAt) throws PromotionRefused {
        if (startedAt != null && !order.preview()) {
            for (Promotion made : KargoRuntime.get()
                    .store()
                    .promotions()
                    .ofBuild(order.build().id())) {
                if (isOurs(made, startedAt) && IN_USE.add(made.name())) {
                    return made;
                }
            }
        }
        Promotion promotion = KargoRuntime.get().promotions().create(order);
        inUse(promotion.name());
        return promotion;
    }

    private boolean isOurs(Promotion made, Instant startedAt) {
        return made.project().equals(order.project())
                && made.stage().equals(stage)
                && !made.phase().isTerminal()
                && !made.createdAt().isBefore(startedAt);
    }

    static void inUse(@NonNull String promotion) {
        IN_USE.add(promotion);
    }

    /** @return false when another execution of this process carries it out */
    static boolean takeOver(@NonNull String promotion) {
        return IN_USE.add(promotion);
    }

    static void notInUse(@NonNull String promotion) {
        IN_USE.remove(promotion);
    }
}
