package jenkins.scm.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Item;
import hudson.model.TaskListener;
import hudson.scm.SCM;
import java.io.IOException;

public abstract class SCMSource extends AbstractDescribableImpl<SCMSource> implements ExtensionPoint {
    private String id;

    protected SCMSource() {}

    public final void setId(@CheckForNull String id) {
        this.id = id;
    }

    @NonNull
    public final String getId() {
        if (id == null) {
            id = java.util.UUID.randomUUID().toString();
        }
        return id;
    }

    @NonNull
    public abstract SCM build(@NonNull SCMHead head, @CheckForNull SCMRevision revision);

    /** The revision whose Jenkinsfile may be trusted; a source of pull requests overrides it. */
    @NonNull
    public SCMRevision getTrustedRevision(@NonNull SCMRevision revision, @NonNull TaskListener listener)
            throws IOException, InterruptedException {
        return revision;
    }

    /** Knows which source a branch job comes from. */
    public abstract static class SourceByItem implements ExtensionPoint {
        @CheckForNull
        public abstract SCMSource getSource(Item item);

        @CheckForNull
        public static SCMSource findSource(Item item) {
            for (SourceByItem finder : ExtensionList.lookup(SourceByItem.class)) {
                SCMSource source = finder.getSource(item);
                if (source != null) {
                    return source;
                }
            }
            return null;
        }
    }
}
