package hudson.security;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import hudson.model.AbstractItem;
import hudson.model.Computer;
import hudson.model.Describable;
import hudson.model.Job;
import hudson.model.Node;
import hudson.model.User;
import java.util.Collection;

public abstract class AuthorizationStrategy implements Describable<AuthorizationStrategy>, ExtensionPoint {
    @NonNull
    public abstract ACL getRootACL();

    @NonNull
    public ACL getACL(@NonNull Job<?, ?> project) {
        return getRootACL();
    }

    @NonNull
    public ACL getACL(@NonNull AbstractItem item) {
        return getRootACL();
    }

    @NonNull
    public ACL getACL(@NonNull User user) {
        return getRootACL();
    }

    @NonNull
    public ACL getACL(@NonNull Computer computer) {
        return getRootACL();
    }

    @NonNull
    public ACL getACL(@NonNull Node node) {
        return getRootACL();
    }

    @NonNull
    public abstract Collection<String> getGroups();
}
