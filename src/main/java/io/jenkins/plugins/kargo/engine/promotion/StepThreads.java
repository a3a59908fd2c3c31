package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.util.HashMap;
import java.util.Map;

/**
 * Which threads of this process carry out which promotions. One thread at a time does so, and only while it runs a step
 * may it be interrupted.
 */
final class StepThreads {
    /** A step, as {@link #call} runs it. */
    @FunctionalInterface
    interface Body<T> {
        T run() throws InterruptedException;
    }

    private record Key(ProjectKey project, String promotion) {}

    private static final class Entry {
        private final Thread thread = Thread.currentThread();
        private boolean inStep;
        private boolean interrupted;
    }

    private final Map<Key, Entry> entries = new HashMap<>();

    /** @return false when another thread carries out the promotion */
    synchronized boolean enter(ProjectKey project, String promotion) {
        return entries.putIfAbsent(new Key(project, promotion), new Entry()) == null;
    }

    synchronized void leave(ProjectKey project, String promotion) {
        entries.remove(new Key(project, promotion));
    }

    /** Runs a step on the thread that entered. @throws InterruptedException also when the interrupt came before it */
    <T> T call(ProjectKey project, String promotion, Body<T> step) throws InterruptedException {
        Entry entry = begin(new Key(project, promotion));
        try {
            return step.run();
        } finally {
            end(entry);
        }
    }

    private synchronized Entry begin(Key key) throws InterruptedException {
        Entry entry = entries.get(key);
        if (entry.interrupted) {
            entry.interrupted = false;
            throw new InterruptedException();
        }
        entry.inStep = true;
        return entry;
    }

    private synchronized void end(Entry entry) {
        entry.inStep = false;
        if (entry.interrupted) {
            // The interrupt was meant for the step: neither its record nor whoever uses this thread next may see it.
            entry.interrupted = false;
            Thread.interrupted();
        }
    }

    /** Interrupts the step that runs, or else the next one, of a promotion that a thread of this process carries out. */
    synchronized void interrupt(ProjectKey project, String promotion) {
        Entry entry = entries.get(new Key(project, promotion));
        if (entry != null) {
            entry.interrupted = true;
            if (entry.inStep) {
                entry.thread.interrupt();
            }
        }
    }
}
