package org.jenkinsci.plugins.workflow.graph;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Action;
import hudson.model.Actionable;
import hudson.model.Saveable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/** One step of a build in its graph, held in memory. */
public abstract class FlowNode extends Actionable implements Saveable {
    private final transient FlowExecution exec;
    private final String id;
    private final transient List<FlowNode> parents;

    protected FlowNode(FlowExecution exec, String id, List<FlowNode> parents) {
        this.exec = exec;
        this.id = id;
        this.parents = new ArrayList<>(parents);
    }

    protected FlowNode(FlowExecution exec, String id, FlowNode... parents) {
        this(exec, id, Arrays.asList(parents));
    }

    public final boolean isActive() {
        return exec.isCurrentHead(this);
    }

    @CheckForNull
    public final ErrorAction getError() {
        return getPersistentAction(ErrorAction.class);
    }

    @NonNull
    public FlowExecution getExecution() {
        return exec;
    }

    @NonNull
    public List<FlowNode> getParents() {
        return Collections.unmodifiableList(parents);
    }

    /** Which blocks a node is in is not known here. */
    @NonNull
    public List<String> getAllEnclosingIds() {
        throw new UnsupportedOperationException("this graph has no blocks");
    }

    public String getId() {
        return id;
    }

    @Override
    public String getDisplayName() {
        LabelAction label = getPersistentAction(LabelAction.class);
        return label == null ? getTypeDisplayName() : label.getDisplayName();
    }

    public String getDisplayFunctionName() {
        String function = getTypeFunctionName();
        LabelAction label = getPersistentAction(LabelAction.class);
        return label == null ? function : function + " (" + label.getDisplayName() + ')';
    }

    protected abstract String getTypeDisplayName();

    protected String getTypeFunctionName() {
        return getTypeDisplayName();
    }

    public String getUrl() throws IOException {
        return exec.getOwner().getUrl() + "execution/node/" + id + '/';
    }

    @CheckForNull
    public final <T extends Action> T getPersistentAction(@NonNull Class<T> type) {
        return super.getAction(type);
    }

    @Override
    public void save() throws IOException {
        throw new UnsupportedOperationException("flow nodes are not saved here");
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof FlowNode that && id.equals(that.id) && exec.equals(that.exec);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[id=" + id + ']';
    }
}
