package org.jenkinsci.plugins.workflow.actions;

import edu.umd.cs.findbugs.annotations.NonNull;

public class ErrorAction implements PersistentAction {
    private final Throwable error;

    public ErrorAction(@NonNull Throwable error) {
        this.error = error;
    }

    @NonNull
    public Throwable getError() {
        return error;
    }

    @Override
    public String getDisplayName() {
        return error.getMessage();
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return null;
    }
}
