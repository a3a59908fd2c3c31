package jenkins.scm.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

public abstract class SCMEvent<P> {
    private final Type type;
    private final P payload;
    private final String origin;

    public SCMEvent(@NonNull Type type, @NonNull P payload, @CheckForNull String origin) {
        this.type = type;
        this.payload = payload;
        this.origin = origin;
    }

    @NonNull
    public Type getType() {
        return type;
    }

    @NonNull
    public P getPayload() {
        return payload;
    }

    @NonNull
    public String getOrigin() {
        return origin == null ? "?" : origin;
    }

    @CheckForNull
    public String description() {
        return null;
    }

    public enum Type {
        CREATED,
        UPDATED,
        REMOVED
    }
}
