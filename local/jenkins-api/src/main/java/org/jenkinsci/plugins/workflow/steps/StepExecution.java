package org.jenkinsci.plugins.workflow.steps;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

public abstract class StepExecution implements Serializable {
    private static final long serialVersionUID = 1L;

    private StepContext context;

    protected StepExecution(@NonNull StepContext context) {
        this.context = context;
    }

    @NonNull
    public StepContext getContext() {
        if (context == null) {
            throw new IllegalStateException("this execution has no context yet");
        }
        return context;
    }

    public abstract boolean start() throws Exception;

    public void stop(@NonNull Throwable cause) throws Exception {
        getContext().onFailure(cause);
    }

    public void onResume() {}

    @CheckForNull
    public String getStatus() {
        return null;
    }

    public boolean blocksRestart() {
        return false;
    }

    /** Visits every running step of every running build: the registered {@link StepExecutionIterator}s know them. */
    public static ListenableFuture<?> acceptAll(Consumer<StepExecution> c) {
        List<ListenableFuture<?>> visits = new ArrayList<>();
        for (StepExecutionIterator iterator : StepExecutionIterator.all()) {
            visits.add(iterator.accept(c));
        }
        return Futures.allAsList(visits);
    }

    public static <T extends StepExecution> ListenableFuture<?> acceptAll(Class<T> type, Consumer<T> c) {
        return Futures.transform(
                acceptAll(execution -> {
                    if (type.isInstance(execution)) {
                        c.accept(type.cast(execution));
                    }
                }),
                ignored -> null,
                MoreExecutors.directExecutor());
    }
}
