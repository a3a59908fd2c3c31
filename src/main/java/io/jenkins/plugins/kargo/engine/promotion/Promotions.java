package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Approval;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.QueuePolicy;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.model.UrlPasswords;
import io.jenkins.plugins.kargo.engine.model.Variable;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Makes promotions, and takes what people say about them. Safe for many threads; every change is one transaction. May
 * block on the store, so it is not called on the CPS thread.
 */
public final class Promotions {
    private static final Logger LOGGER = Logger.getLogger(Promotions.class.getName());

    private final KargoStore store;
    private final PromotionLedger ledger;
    private final FreightChoice choice;
    private final AutoPromotions automatic;
    private final Conclusions conclusions;
    private final PromotionRunner runner;
    private final LostEffectInspector inspector;
    private final StageSignals signals;
    private final PromotionNames names;
    private final Clock clock;
    private final UserInputs inputs;

    Promotions(
            KargoStore store,
            PromotionLedger ledger,
            FreightGate gate,
            Conclusions conclusions,
            PromotionRunner runner,
            LostEffectInspector inspector,
            StageSignals signals,
            Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.choice = new FreightChoice(store, gate);
        this.automatic = new AutoPromotions(store, clock);
        this.conclusions = conclusions;
        this.runner = runner;
        this.inspector = inspector;
        this.signals = signals;
        this.names = new PromotionNames(new Ulids(clock));
        this.clock = clock;
        this.inputs = new UserInputs(store, signals, clock);
    }

    /** Takes what people enter for promotions that ask them. */
    @NonNull
    public UserInputs inputs() {
        return inputs;
    }

    /**
     * Makes a promotion, Pending; {@link PromotionRunner#advance} carries it out. A preview is not stored.
     *
     * @throws PromotionRefused when the stage is unknown or a control-flow stage, the Freight unknown or not available
     *     to it, a task or the value of a task's variable missing, the request adopted by another promotion, or
     *     auto-promotion would not bring the Freight to the stage
     */
    @NonNull
    public Promotion create(@NonNull PromotionOrder order) throws PromotionRefused {
        Stage stage = stage(order);
        PromotionRequest request = request(order);
        Freight freight = choice.choose(order, stage, request).freight();
        List<Variable> vars = vars(order, stage);
        List<PromotionStep> steps = new TaskInflation(order.configuration(), vars).inflate(stage.steps());
        Promotion promotion = new Promotion(
                order.project(),
                names.next(stage.name(), freight.name()),
                stage.name(),
                freight.name(),
                new CarryOver(store).of(order.project(), stage, freight),
                vars,
                steps,
                PromotionPhase.Pending,
                "",
                0,
                Map.of(),
                "",
                request == null ? order.actor() : request.actor(),
                "",
                order.build(),
                order.revision(),
                clock.instant(),
                null,
                null);
        if (order.preview()) {
            ledger.addPreview(promotion, order.configuration());
            return promotion;
        }
        Optional<String> obstacle = store.transaction(() -> add(promotion, order, stage, freight, request));
        if (obstacle.isPresent()) {
            throw new PromotionRefused(obstacle.get());
        }
        supersede(promotion, stage, freight);
        signals.changed(promotion.project(), promotion.stage());
        return promotion;
    }

    /** The promotion as it is now, previews included. */
    @NonNull
    public Optional<Promotion> find(@NonNull ProjectKey project, @NonNull String name) {
        return ledger.find(project, name);
    }

    /** What the promotion changed in the rendered output so far, by the alias of the step; previews included. */
    @NonNull
    public Map<String, RenderedDiff> diffs(@NonNull ProjectKey project, @NonNull String name) {
        return ledger.diffs(project, name);
    }

    /** Whether the promotion is one of which nothing is stored. */
    public boolean isPreview(@NonNull Promotion promotion) {
        return ledger.isPreview(promotion);
    }

    /**
     * Ends a promotion that waits in the queue; asks whoever carries it out to end one that runs, and interrupts its
     * step when that is this process.
     *
     * @param actor who aborts
     * @return what is stored now
     * @throws PromotionRefused when it has ended already, or there is none
     */
    @NonNull
    public Promotion abort(@NonNull ProjectKey project, @NonNull String name, @NonNull String actor)
            throws PromotionRefused {
        Promotion promotion = ledger.find(project, name).orElseThrow(() -> unknown(project, name));
        if (promotion.phase().isTerminal()) {
            throw new PromotionRefused("Promotion " + name + " has ended already: " + promotion.phase());
        }
        Promotion asked = ledger.update(promotion, stored -> Transitions.abortRequested(stored, actor));
        if (asked.phase() == PromotionPhase.Pending) {
            return conclusions.stop(asked, PromotionPhase.Aborted, StepStatus.Aborted, "aborted by " + actor);
        }
        runner.interrupt(project, name);
        signals.changed(project, asked.stage());
        return asked;
    }

    /** The approval that the promotion waits for, as this person sees it; empty when it waits for none. */
    @NonNull
    public Optional<ApprovalNeed> approvalNeed(@NonNull Promotion promotion, @NonNull Approver approver) {
        return ApprovalRules.waiting(promotion).map(waiting -> {
            ApprovalRequest request = ApprovalRequest.ofIntention(waiting.intention());
            List<Approval> answers = store.promotions().approvals(promotion.project(), promotion.name()).stream()
                    .filter(answer -> answer.step().equals(waiting.alias()))
                    .toList();
            ApprovalDecision decision = ApprovalDecision.of(request, answers);
            return new ApprovalNeed(
                    waiting.alias(),
                    ApprovalRules.refusal(promotion, request, approver).orElse(""),
                    ApprovalDecision.given(request, answers),
                    request.minApprovals(),
                    decision instanceof ApprovalDecision.Open open ? open.missing() : List.of(),
                    request.expiresAt(),
                    request.binding());
        });
    }

    /**
     * Takes a person's answer to a promotion that waits for approval; an earlier one of the same person is replaced.
     * The waiting step decides what the answers mean.
     *
     * @param approver as checked at this moment; the caller has checked that the person may approve at all
     * @param binding of what the person saw, null not to compare: another one means that it changed meanwhile
     * @throws PromotionRefused when it waits for no approval, is for something else now, or the person may not answer:
     *     nobody who asked for it or started its build, only those whom the step lists
     */
    @NonNull
    public Approval answer(
            @NonNull ProjectKey project,
            @NonNull String name,
            @NonNull Approver approver,
            boolean approved,
            @NonNull String comment,
            @CheckForNull String binding)
            throws PromotionRefused {
        Promotion promotion = store.promotions().find(project, name).orElseThrow(() -> unknown(project, name));
        StepRecord waiting = ApprovalRules.waiting(promotion)
                .orElseThrow(() -> new PromotionRefused(
                        "Promotion " + name + " does not wait for approval; it is " + promotion.phase()));
        ApprovalRequest request = ApprovalRequest.ofIntention(waiting.intention());
        if (binding != null && !binding.equals(request.binding())) {
            throw new PromotionRefused(
                    "What promotion " + name + " would change is not what you saw: look at it again before you answer");
        }
        if (request.isExpired(clock.instant())) {
            throw new PromotionRefused("Promotion " + name + " was to be answered until " + request.expiresAt()
                    + ": promote the Freight again");
        }
        Optional<String> refusal = ApprovalRules.refusal(promotion, request, approver);
        if (refusal.isPresent()) {
            throw new PromotionRefused(refusal.get());
        }
        Approval approval = new Approval(
                project,
                name,
                waiting.alias(),
                approver.user(),
                approved,
                comment,
                request.binding(),
                clock.instant(),
                request.met(approver));
        store.transaction(() -> {
            store.promotions().answer(approval);
            String type = approved ? "PromotionApproved" : "PromotionRejected";
            store.events().add(new Event(project, type, name, approver.user(), comment, approval.at()));
            return approval;
        });
        signals.changed(project, promotion.stage());
        return approval;
    }

    /**
     * Ends a promotion whose build is over without having ended it: Errored, with the word of the inspector about an
     * effect outside that its running step had intended. The Freight may be promoted again.
     *
     * @param why what became of the owner, such as "build kargo/deploy #7 was deleted"
     * @return what is stored now
     * @throws IllegalArgumentException when there is no such promotion
     */
    @NonNull
    public Promotion settleLost(@NonNull ProjectKey project, @NonNull String name, @NonNull String why) {
        return giveUp(project, name, "owner lost: " + why);
    }

    /**
     * Ends a promotion that the build which carries it out cannot go on with, such as one whose block failed: otherwise as
     * {@link #settleLost}.
     *
     * @param message for people: what prevents it
     */
    @NonNull
    public Promotion giveUp(@NonNull ProjectKey project, @NonNull String name, @NonNull String message) {
        Promotion promotion = ledger.get(project, name);
        if (promotion.phase().isTerminal()) {
            return promotion;
        }
        Optional<StepRecord> intended = promotion
                .current()
                .flatMap(step -> promotion.recordOf(step.as()))
                .filter(record -> !record.status().isTerminal())
                .filter(record -> !record.intention().isEmpty())
                .filter(record -> !StepRegistry.asksPeople(record.uses()));
        if (intended.isEmpty()) {
            return conclusions.stop(promotion, PromotionPhase.Errored, StepStatus.Errored, message);
        }
        LostEffectInspector.LostEffect effect = inspector.inspect(promotion, intended.get());
        return conclusions.settleLost(promotion, intended.get(), effect, message);
    }

    /** Ends or aborts earlier promotions of the stage as its queue policy says, as far as they are of the same origin. */
    private void supersede(Promotion promotion, Stage stage, Freight freight) {
        QueuePolicy policy = stage.queuePolicy();
        if (policy == QueuePolicy.ALL) {
            return;
        }
        for (Promotion earlier : store.promotions().queue(promotion.project(), promotion.stage())) {
            if (earlier.name().equals(promotion.name())) {
                break;
            }
            boolean sameOrigin = earlier.collection().items().values().stream()
                    .anyMatch(other -> other.name().equals(earlier.freight())
                            && other.origin().equals(freight.origin()));
            boolean concerned = earlier.phase() == PromotionPhase.Pending || policy == QueuePolicy.CANCEL_RUNNING;
            if (sameOrigin && concerned && earlier.abortRequestedBy().isEmpty()) {
                try {
                    abort(promotion.project(), earlier.name(), "promotion " + promotion.name() + ", which is newer");
                } catch (PromotionRefused e) {
                    LOGGER.log(Level.FINE, e, () -> "It has ended meanwhile: " + earlier.name());
                }
            }
        }
    }

    private static Stage stage(PromotionOrder order) throws PromotionRefused {
        Stage stage = order.configuration()
                .stage(order.stage())
                .orElseThrow(() -> new PromotionRefused("The project " + order.project() + " has no stage \""
                        + order.stage() + '"'
                        + Suggestions.among(
                                order.stage(), order.configuration().stages().keySet(), "it has no stages at all")));
        if (stage.isControlFlow()) {
            throw new PromotionRefused("Stage " + stage.name()
                    + " is a control-flow stage: it has no promotion steps, and Freight passes it by itself."
                    + " Promote to a stage behind it");
        }
        return stage;
    }

    @CheckForNull
    private PromotionRequest request(PromotionOrder order) throws PromotionRefused {
        if (order.request() == null) {
            return null;
        }
        PromotionRequest request = store.requests()
                .find(order.project(), order.request())
                .orElseThrow(() -> new PromotionRefused("There is no request " + order.request() + " any more"));
        if (!request.stage().equals(order.stage())) {
            throw new PromotionRefused("The request of " + request.actor() + " is for stage " + request.stage()
                    + ", not for " + order.stage());
        }
        return request;
    }

    private static List<Variable> vars(PromotionOrder order, Stage stage) throws PromotionRefused {
        for (Map.Entry<String, String> variable : order.vars().entrySet()) {
            if (UrlPasswords.areIn(variable.getValue())) {
                throw new PromotionRefused("The variable " + variable.getKey()
                        + " holds a URL with a password, and variables are stored: take it out, and bind a Jenkins"
                        + " credential to the URL instead");
            }
        }
        List<Variable> vars = new ArrayList<>(stage.vars());
        vars.addAll(stage.templateVars());
        order.vars().forEach((name, value) -> vars.add(new Variable(name, value)));
        return vars;
    }

    /** @return why it may not be made after all; empty when it is stored */
    private Optional<String> add(
            Promotion promotion,
            PromotionOrder order,
            Stage stage,
            Freight freight,
            @CheckForNull PromotionRequest request) {
        if (order.automatic()) {
            Optional<String> obstacle = automatic.obstacle(promotion.project(), stage, freight);
            if (obstacle.isPresent()) {
                return obstacle;
            }
        }
        if (request != null && !store.requests().adopt(promotion.project(), request.id(), promotion.name())) {
            return Optional.of("The request of " + promotion.actor() + " is already carried out by another build");
        }
        store.promotions().add(promotion);
        if (order.isChosen()) {
            automatic.chosen(promotion, order.configuration(), freight);
        }
        store.events()
                .add(new Event(
                        promotion.project(),
                        "PromotionCreated",
                        promotion.name(),
                        promotion.actor(),
                        "",
                        promotion.createdAt()));
        return Optional.empty();
    }

    private static PromotionRefused unknown(ProjectKey project, String name) {
        return new PromotionRefused("The project " + project + " has no promotion \"" + name + '"');
    }
}
