package jenkins.scm.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

public abstract class SCMSourceEvent<P> extends SCMEvent<P> {
    public SCMSourceEvent(@NonNull Type type, @NonNull P payload, @CheckForNull String origin) {
        super(type, payload, origin);
    }

    public abstract boolean isMatch(@NonNull SCMSource source);
}
