package org.jenkinsci.plugins.workflow.steps;

import hudson.Launcher;
import hudson.LauncherDecorator;
import hudson.model.Node;
import java.io.Serializable;

/** Two decorators in a row, the newer one nearer to the caller. */
final class MergedLauncherDecorator extends LauncherDecorator implements Serializable {
    private static final long serialVersionUID = 1L;

    private final LauncherDecorator original;
    private final LauncherDecorator subsequent;

    MergedLauncherDecorator(LauncherDecorator original, LauncherDecorator subsequent) {
        this.original = original;
        this.subsequent = subsequent;
    }

    @Override
    public Launcher decorate(Launcher launcher, Node node) {
        return subsequent.decorate(original.decorate(launcher, node), node);
    }
}
