package org.jenkinsci.plugins.workflow.flow;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;

public abstract class FlowExecutionListener implements ExtensionPoint {
    public void onCreated(@NonNull FlowExecution execution) {}

    public void onRunning(@NonNull FlowExecution execution) {}

    public void onResumed(@NonNull FlowExecution execution) {}

    public void onCompleted(@NonNull FlowExecution execution) {}

    public static void fireRunning(@NonNull FlowExecution execution) {
        for (FlowExecutionListener listener : ExtensionList.lookup(FlowExecutionListener.class)) {
            listener.onRunning(execution);
        }
    }

    public static void fireCompleted(@NonNull FlowExecution execution) {
        for (FlowExecutionListener listener : ExtensionList.lookup(FlowExecutionListener.class)) {
            listener.onCompleted(execution);
        }
    }
}
