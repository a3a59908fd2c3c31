package org.jenkinsci.plugins.workflow.flow;

import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Result;
import java.io.IOException;
import java.util.List;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

public abstract class FlowExecution {
    public abstract void start() throws IOException;

    public abstract FlowExecutionOwner getOwner();

    public abstract List<FlowNode> getCurrentHeads();

    @NonNull
    public ListenableFuture<List<StepExecution>> getCurrentExecutions(boolean innerMostOnly) {
        throw new UnsupportedOperationException(getClass() + " does not know its steps");
    }

    public abstract boolean isCurrentHead(FlowNode n);

    @NonNull
    public FlowDurabilityHint getDurabilityHint() {
        throw new UnsupportedOperationException(getClass() + " has no durability");
    }

    public abstract void interrupt(Result r, CauseOfInterruption... causes) throws IOException, InterruptedException;

    public boolean isComplete() {
        throw new UnsupportedOperationException(getClass() + " does not know whether it is complete");
    }

    @CheckForNull
    public abstract FlowNode getNode(String id) throws IOException;
}
