package org.jenkinsci.plugins.workflow.cps.replay;

import hudson.model.Cause;
import hudson.model.Run;

/** Marks a build that runs an edited script, under the name by which workflow-cps marks it. */
public class ReplayCause extends Cause {
    private final int originalNumber;

    public ReplayCause(Run<?, ?> original) {
        originalNumber = original.getNumber();
    }

    public int getOriginalNumber() {
        return originalNumber;
    }

    @Override
    public String getShortDescription() {
        return "Replayed #" + originalNumber;
    }
}
