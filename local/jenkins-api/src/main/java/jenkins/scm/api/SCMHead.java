package jenkins.scm.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Item;
import jenkins.scm.api.mixin.SCMHeadMixin;

public class SCMHead implements SCMHeadMixin {
    private static final long serialVersionUID = 1L;

    private final String name;

    public SCMHead(@NonNull String name) {
        this.name = name;
    }

    @NonNull
    @Override
    public String getName() {
        return name;
    }

    @NonNull
    @Override
    public SCMHeadOrigin getOrigin() {
        return SCMHeadOrigin.DEFAULT;
    }

    @Override
    public int compareTo(SCMHead o) {
        return name.compareTo(o.name);
    }

    @Override
    public final boolean equals(Object o) {
        return o instanceof SCMHead that && getClass() == that.getClass() && name.equals(that.name);
    }

    @Override
    public final int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "{'" + name + "'}";
    }

    /** Knows which head a branch job builds. */
    public abstract static class HeadByItem implements ExtensionPoint {
        @CheckForNull
        public abstract SCMHead getHead(Item item);

        @CheckForNull
        public static SCMHead findHead(Item item) {
            for (HeadByItem finder : ExtensionList.lookup(HeadByItem.class)) {
                SCMHead head = finder.getHead(item);
                if (head != null) {
                    return head;
                }
            }
            return null;
        }
    }
}
