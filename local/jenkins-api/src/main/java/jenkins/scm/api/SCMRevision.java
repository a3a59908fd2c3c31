package jenkins.scm.api;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;

public abstract class SCMRevision implements Serializable {
    private static final long serialVersionUID = 1L;

    private final SCMHead head;

    protected SCMRevision(@NonNull SCMHead head) {
        this.head = head;
    }

    @NonNull
    public final SCMHead getHead() {
        return head;
    }

    public boolean isDeterministic() {
        return true;
    }

    @Override
    public abstract boolean equals(Object obj);

    @Override
    public abstract int hashCode();
}
