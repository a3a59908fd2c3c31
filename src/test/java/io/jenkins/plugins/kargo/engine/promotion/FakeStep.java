package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.expression.TaintPolicy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A step that does what a test tells it to, run by run; succeeds when it is told nothing. */
final class FakeStep implements StepRunner {
    @FunctionalInterface
    interface Behaviour {
        StepResult run(StepContext context) throws StepFailure, IOException, InterruptedException;
    }

    private final String name;
    private final Queue<Behaviour> behaviours = new ConcurrentLinkedQueue<>();
    final List<StepContext> runs = new CopyOnWriteArrayList<>();
    private Behaviour otherwise = context -> StepResult.succeeded(Map.of("by", "fake"));
    private boolean needsWorkspace;
    private Replay replay = Replay.NEVER;
    private TaintPolicy secretFields = TaintPolicy.REFUSE;

    FakeStep(String name) {
        this.name = name;
    }

    FakeStep then(Behaviour behaviour) {
        behaviours.add(behaviour);
        return this;
    }

    FakeStep always(Behaviour behaviour) {
        otherwise = behaviour;
        return this;
    }

    FakeStep secretFields(TaintPolicy policy) {
        secretFields = policy;
        return this;
    }

    FakeStep onFiles(Replay newReplay) {
        needsWorkspace = true;
        replay = newReplay;
        return this;
    }

    /** Aliases of the steps it was run for. */
    List<String> aliases() {
        return runs.stream().map(run -> run.step().as()).toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean needsWorkspace() {
        return needsWorkspace;
    }

    @Override
    public Replay replay() {
        return replay;
    }

    @Override
    public TaintPolicy secretFields() {
        return secretFields;
    }

    @Override
    public StepResult run(StepContext context) throws StepFailure, IOException, InterruptedException {
        runs.add(context);
        Behaviour next = behaviours.poll();
        return (next == null ? otherwise : next).run(context);
    }
}
