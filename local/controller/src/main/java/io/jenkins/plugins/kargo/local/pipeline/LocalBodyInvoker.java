package io.jenkins.plugins.kargo.local.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;

/** Runs a step's block on a thread of its own. */
final class LocalBodyInvoker extends BodyInvoker {
    private final Frame frame;
    private final Closure<?> body;
    private final List<Object> contexts = new ArrayList<>();

    @CheckForNull
    private BodyExecutionCallback callback;

    LocalBodyInvoker(Frame frame, Closure<?> body) {
        this.frame = frame;
        this.body = body;
    }

    @Override
    public BodyInvoker withContext(Object override) {
        contexts.add(override);
        return this;
    }

    @Override
    public BodyInvoker withDisplayName(String name) {
        return this;
    }

    @Override
    public BodyInvoker withCallback(BodyExecutionCallback added) {
        callback = added;
        return this;
    }

    @Override
    public BodyExecution start() {
        Frame inner = frame.withAll(contexts);
        // A closure keeps state (its delegate), so every invocation gets its own.
        return LocalBodyExecution.start(inner, (Closure<?>) body.clone(), callback);
    }
}
