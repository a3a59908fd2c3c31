package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.promotion.Progress;
import io.jenkins.plugins.kargo.engine.promotion.PromotionEnvironment;
import io.jenkins.plugins.kargo.engine.promotion.StageSignals;
import io.jenkins.plugins.kargo.project.CurrentProject;
import io.jenkins.plugins.kargo.project.Declaration;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Brings a project to where its manifests want it: looks at the warehouses, carries out what people asked for and what
 * auto-promotion takes, each promotion in a {@link Lane} of its own, waits for the verifications and goes on with the
 * stages behind, until nothing is left that this build can do.
 */
final class ReconcileExecution extends BackgroundExecution {
    private static final long serialVersionUID = 1;
    private static final Duration POLL = Duration.ofSeconds(30);

    private final ReconcileArguments arguments;
    private final boolean hasBlock;
    private final long startedAt = System.currentTimeMillis();
    private final ReconcileBlock block = new ReconcileBlock();

    /** Never changed once it may be saved: a longer list takes its place. */
    private volatile ArrayList<Lane> lanes = new ArrayList<>();

    /** Null until the warehouses have been looked at. */
    private ArrayList<LinkedHashMap<String, Object>> warehouses;

    private String warehouseFailures = "";

    /** Whether there is a workspace around the step; null until the first turn. */
    private volatile Boolean workspace;

    private transient BuildManifests.Found found;
    private transient ReconcileOrders orders;
    private transient LaneSettlement settlement;
    private transient StageSignals.Subscription subscription;
    private transient boolean blockCancelled;
    private transient volatile boolean stopping;

    ReconcileExecution(@NonNull StepContext context, @NonNull ReconcileArguments arguments) {
        super(context);
        this.arguments = arguments;
        this.hasBlock = context.hasBody();
    }

    @Override
    public void onResume() {
        lanes.forEach(lane -> PromotionStart.inUse(lane.scope().promotion()));
        super.onResume();
    }

    /** Whether promotions work in the workspace around the step. */
    boolean lendsWorkspace() {
        return Boolean.TRUE.equals(workspace);
    }

    boolean isStopping() {
        return stopping || isStopRequested();
    }

    @Override
    protected Next turn() throws Exception {
        if (found != null && !isPreview() && !isStillThere(found.access().project())) {
            subscription.close();
            found = null;
        }
        if (found == null) {
            begin();
        }
        BodyEnd end = bodyEnd();
        if (end != null && !isBodyActive()) {
            blockEnded(end);
            if (end.failure() instanceof FlowInterruptedException && !blockCancelled) {
                stopped(end.failure());
                return new Next.Failed(end.failure());
            }
            blockCancelled = false;
        }
        carryOut(orders.requested(this::log));
        if (warehouses == null) {
            advance();
            lookAtWarehouses();
        }
        carryOut(orders.due());
        advance();
        if (!isBodyTaken() && lanes.stream().allMatch(Lane::isOver)) {
            // Something may have become due by what ended in this turn.
            List<Promotion> more = orders.due();
            if (more.isEmpty()) {
                return finish();
            }
            carryOut(more);
            advance();
        }
        return next();
    }

    /** Folders may be renamed and moved while the build waits. */
    private static boolean isStillThere(ProjectKey project) {
        return CurrentProject.of(project).equals(project);
    }

    private void begin() throws Exception {
        if (workspace == null) {
            workspace = getContext().get(FilePath.class) != null;
        }
        BuildManifests.Found manifests = BuildManifests.find(getContext(), arguments.project(), arguments.config());
        ProjectKey project = manifests.access().project();
        orders = new ReconcileOrders(run(), manifests);
        settlement = new LaneSettlement(getContext(), manifests, hasBlock);
        if (isResumed() && !manifests.access().isPreview()) {
            findLanes(project);
        }
        // First listen, then look: nothing that happens from now on is missed.
        subscription = KargoRuntime.get().signals().listen((changed, stage) -> {
            if (changed.equals(CurrentProject.of(project))) {
                lanes.stream().filter(lane -> lane.stage().equals(stage)).forEach(Lane::stir);
                wake();
            }
        });
        found = manifests;
        if (!lanes.isEmpty()) {
            log("Going on with " + lanes.stream().filter(lane -> !lane.isOver()).count() + " promotions of project "
                    + project);
        }
    }

    /** Promotions that this execution made just before the controller stopped, and could not save. */
    private void findLanes(ProjectKey project) throws Exception {
        Instant since = Instant.ofEpochMilli(startedAt);
        for (Promotion made : KargoRuntime.get().store().promotions().ofBuild(run().getExternalizableId())) {
            boolean known =
                    lanes.stream().anyMatch(lane -> lane.scope().promotion().equals(made.name()));
            boolean ours = made.project().equals(project)
                    && !made.phase().isTerminal()
                    && !made.createdAt().isBefore(since);
            if (!known && ours && PromotionStart.takeOver(made.name())) {
                addLane(made);
            }
        }
    }

    private void lookAtWarehouses() throws Exception {
        if (found.configuration().warehouses().isEmpty()) {
            warehouses = new ArrayList<>();
        } else {
            WarehouseRound.Result result = new WarehouseRound(getContext(), found).look(null, List.of());
            warehouseFailures = String.join("\n", result.failures());
            warehouses = result.results();
            if (!warehouseFailures.isEmpty()) {
                log(warehouseFailures);
            }
        }
        getContext().saveState();
    }

    private void carryOut(List<Promotion> promotions) throws Exception {
        if (promotions.isEmpty()) {
            return;
        }
        // They may be due because of what has just ended: the cause stands before its effect.
        for (Lane lane : lanes) {
            if (!lane.isOver()) {
                settlement.tellEnd(lane);
            }
        }
        for (Promotion promotion : promotions) {
            PromotionStart.inUse(promotion.name());
            addLane(promotion);
            getContext().saveState();
            log("Promotion " + promotion.name() + " brings Freight " + PromotionEnvironment.alias(promotion)
                    + " to stage " + promotion.stage()
                    + (isPreview() ? " as a preview: nothing is stored, created or pushed" : ""));
            note(promotion);
        }
    }

    private void addLane(Promotion promotion) throws Exception {
        BuildManifests.Found known = found;
        String previewReason = known == null ? null : known.access().previewReason();
        PromotionScope scope = new PromotionScope(
                promotion.project(),
                promotion.name(),
                id() + '/' + promotion.name(),
                arguments.credentials(),
                previewReason,
                '[' + promotion.stage() + "] ");
        ArrayList<Lane> more = new ArrayList<>(lanes);
        more.add(new Lane(scope, promotion.stage()));
        lanes = more;
    }

    private void note(Promotion promotion) throws Exception {
        if (!isPreview()) {
            KargoBuildAction.of(run()).promoted(promotion);
        }
    }

    private boolean isPreview() {
        return found.access().isPreview();
    }

    private void advance() throws Exception {
        Instant now = Instant.now();
        for (Lane lane : lanes) {
            if (isInBlock(lane)) {
                abortIfAsked(lane);
            } else if (!lane.isOver()) {
                settlement.settle(lane, lane.progress());
                lane.advance(this, now);
                String why = lane.newWait();
                if (why != null) {
                    log("Promotion " + lane.scope().promotion() + ": " + why);
                }
            }
        }
    }

    /** Meanwhile the block carries the promotion out; what came of it is the next turn's to see. */
    private boolean isInBlock(Lane lane) {
        return isBodyTaken()
                && lane.scope().promotion().equals(block.promotion())
                && !(lane.progress() instanceof Progress.Finished);
    }

    /** The block may wait for an agent for hours: who aborts the promotion meanwhile need not wait for that. */
    private void abortIfAsked(Lane lane) throws Exception {
        PromotionScope scope = lane.scope();
        boolean asked = KargoRuntime.get()
                .promotions()
                .find(scope.project(), scope.promotion())
                .filter(promotion -> !promotion.abortRequestedBy().isEmpty())
                .isPresent();
        if (asked
                && PromotionSession.open(getContext(), scope).advance(null, this::isStopping)
                        instanceof Progress.Finished) {
            blockCancelled = true;
            cancelBody(new FlowInterruptedException(Result.FAILURE, true));
        }
    }

    private void blockEnded(BodyEnd end) throws Exception {
        for (Lane lane : lanes) {
            if (lane.scope().promotion().equals(block.promotion())) {
                block.ended(lane, end.failure());
                if (!(lane.progress() instanceof Progress.Finished)) {
                    lane.resume();
                }
            }
        }
        block.clear();
        bodyHandled();
    }

    /** Waits, or invokes the block for the first that wants it. */
    private Next next() throws Exception {
        Instant now = Instant.now();
        Instant again = now.plus(POLL);
        List<String> waiting = new ArrayList<>();
        for (Lane lane : lanes) {
            if (!lane.isOver()) {
                ReconcileBlock.Invocation wanted = isBodyTaken() ? null : wanted(lane, now);
                if (wanted != null) {
                    invoke(wanted);
                }
                waiting.add(lane.stage());
                Instant wish = lane.notBefore();
                again = wish != null && wish.isBefore(again) ? wish : again;
            }
        }
        return new Next.Wait(
                "promotes to " + String.join(", ", waiting),
                again.isAfter(now) ? Duration.between(now, again) : Duration.ofMillis(1),
                null,
                null);
    }

    /** The contexts of the block that the lane needs now, null when it needs none. */
    @CheckForNull
    private ReconcileBlock.Invocation wanted(Lane lane, Instant now) throws Exception {
        Progress progress = lane.progress();
        Instant notBefore = lane.notBefore();
        if (!hasBlock || progress == null || (notBefore != null && notBefore.isAfter(now))) {
            return null;
        }
        if (progress instanceof Progress.NeedsHandler needed) {
            return lendsWorkspace()
                    ? block.handler(lane, needed)
                    : block.steps(lane, needed.step().as());
        }
        if (progress instanceof Progress.NeedsWorkspace needed) {
            return block.steps(lane, needed.alias());
        }
        if (progress instanceof Progress.Finished && settlement.isLeftToBlock(lane)) {
            return ReconcileSummary.verification(lane)
                    .filter(record -> !record.phase().isTerminal())
                    // The block may hold an executor, and a stage may take long to become healthy.
                    .filter(record -> KargoRuntime.get()
                            .verifications()
                            .obstacle(record.project(), record.id())
                            .isEmpty())
                    .map(record -> block.verification(lane, lendsWorkspace(), record.id()))
                    .orElse(null);
        }
        return null;
    }

    private void invoke(ReconcileBlock.Invocation wanted) throws Exception {
        Map<String, String> environment = new LinkedHashMap<>(wanted.environment());
        Declaration declaration = found.access().declaration();
        if (declaration != null && !declaration.agentLabel().isEmpty()) {
            environment.put("KARGO_AGENT_LABEL", declaration.agentLabel());
        }
        List<Object> contexts = new ArrayList<>(wanted.contexts());
        contexts.add(EnvironmentExpander.merge(
                getContext().get(EnvironmentExpander.class), EnvironmentExpander.constant(environment)));
        invokeBody(contexts.toArray());
    }

    private Next finish() throws Exception {
        List<String> failures = new ArrayList<>();
        if (!warehouseFailures.isEmpty()) {
            failures.add(warehouseFailures);
        }
        lanes.stream().map(Lane::failure).filter(why -> !why.isEmpty()).forEach(failures::add);
        if (!failures.isEmpty() && arguments.failOnError()) {
            return new Next.Failed(new AbortException(String.join("\n", failures)));
        }
        if (lanes.isEmpty()) {
            log("Project " + found.access().project() + ": nothing to promote");
        }
        return new Next.Done(ReconcileSummary.of(
                found.access().project(), found.configuration(), warehouses, lanes, orders.obstacles(), isPreview()));
    }

    @Override
    protected void over() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }

    @Override
    protected void stopped(Throwable cause) throws Exception {
        stopping = true;
        for (Lane lane : lanes) {
            if (!lane.isOver()) {
                PromotionScope scope = lane.scope();
                // A thread that carries it out ends it by itself.
                KargoRuntime.get().runner().interrupt(scope.project(), scope.promotion());
                PromotionSession.open(getContext(), scope).advance(null, () -> true);
                OpenBlocks.closed(scope.execution());
                PromotionStart.notInUse(scope.promotion());
                lane.workDirs().remove();
            }
        }
    }

    private Run<?, ?> run() throws IOException, InterruptedException {
        return getContext().get(Run.class);
    }
}
