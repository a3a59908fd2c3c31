package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Result;

public class SynchronousResumeNotSupportedException extends Exception {
    private static final long serialVersionUID = 1L;

    public SynchronousResumeNotSupportedException(StepContext context) {
        super("The step cannot be resumed after a restart; the build ends as " + Result.FAILURE);
    }
}
