package io.jenkins.plugins.kargo.local.pipeline;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import hudson.model.Result;
import hudson.model.Run;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The context of one step call; the thread that made the call waits for {@link #outcome}. */
final class LocalStepContext extends StepContext {
    private static final long serialVersionUID = 1;

    private final transient Frame frame;

    @CheckForNull
    private final transient Closure<?> body;

    final transient CompletableFuture<Object> outcome = new CompletableFuture<>();

    LocalStepContext(Frame frame, @CheckForNull Closure<?> body) {
        this.frame = frame;
        this.body = body;
    }

    @Override
    public <T> T get(Class<T> key) throws IOException, InterruptedException {
        return frame.get(key);
    }

    @Override
    public void onSuccess(@CheckForNull Object result) {
        outcome.complete(result);
    }

    @Override
    public void onFailure(Throwable failure) {
        outcome.completeExceptionally(failure);
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public ListenableFuture<Void> saveState() {
        return Futures.immediateFuture(null);
    }

    @Override
    public void setResult(Result result) {
        try {
            frame.get(Run.class).setResult(result);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean hasBody() {
        return body != null;
    }

    @Override
    public BodyInvoker newBodyInvoker() {
        if (body == null) {
            throw new IllegalStateException("There is no body to invoke");
        }
        return new LocalBodyInvoker(frame, body);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
