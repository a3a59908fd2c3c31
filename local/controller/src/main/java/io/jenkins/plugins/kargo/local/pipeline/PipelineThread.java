package io.jenkins.plugins.kargo.local.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.GroovyRuntimeException;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.codehaus.groovy.runtime.InvokerInvocationException;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A thread that runs a part of a Pipeline and knows the step in which it is. */
public final class PipelineThread extends Thread {
    private static final Logger LOGGER = Logger.getLogger(PipelineThread.class.getName());

    @CheckForNull
    private volatile StepExecution execution;

    @CheckForNull
    private volatile Throwable stopCause;

    public PipelineThread(String name, Runnable work) {
        super(() -> asSystem(work), name);
        setDaemon(true);
    }

    /** Builds act for the controller unless an administrator says otherwise. */
    private static void asSystem(Runnable work) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            work.run();
        }
    }

    @CheckForNull
    StepExecution currentExecution() {
        return execution;
    }

    /** Why this thread was stopped, null when it was not. */
    @CheckForNull
    Throwable stopCause() {
        return stopCause;
    }

    void enter(StepExecution step) throws Throwable {
        execution = step;
        Throwable stopped = stopCause;
        if (stopped != null) {
            throw stopped;
        }
    }

    void leave() {
        execution = null;
    }

    /** Stops the step that runs, or interrupts what else the thread does. */
    public boolean stop(Throwable cause) {
        if (!isAlive()) {
            return false;
        }
        stopCause = cause;
        StepExecution running = execution;
        if (running == null) {
            interrupt();
            return true;
        }
        try {
            running.stop(cause);
        } catch (Exception e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not stop " + running);
            interrupt();
        }
        return true;
    }

    /** The failure itself, without what Groovy and futures wrap around it. */
    static Throwable causeOf(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && (cause instanceof InvokerInvocationException
                        || cause instanceof InvocationTargetException
                        || cause instanceof UndeclaredThrowableException
                        || cause instanceof ExecutionException
                        || cause.getClass() == GroovyRuntimeException.class)) {
            cause = cause.getCause();
        }
        return cause;
    }
}
