package jenkins.scm.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Actionable;
import hudson.model.InvisibleAction;

public class SCMRevisionAction extends InvisibleAction {
    private final SCMRevision revision;
    private final String sourceId;

    public SCMRevisionAction(@NonNull SCMSource source, @NonNull SCMRevision rev) {
        revision = rev;
        sourceId = source.getId();
    }

    @NonNull
    public SCMRevision getRevision() {
        return revision;
    }

    @CheckForNull
    public String getSourceId() {
        return sourceId;
    }

    @CheckForNull
    public static SCMRevision getRevision(@NonNull SCMSource source, @NonNull Actionable actionable) {
        for (SCMRevisionAction action : actionable.getActions(SCMRevisionAction.class)) {
            if (source.getId().equals(action.sourceId)) {
                return action.revision;
            }
        }
        return null;
    }
}
