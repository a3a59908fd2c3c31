package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.remoting.VirtualChannel;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.slaves.WorkspaceList;
import java.nio.charset.Charset;
import jenkins.model.Jenkins;

public abstract class Computer extends Actionable implements AccessControlled {
    protected String nodeName;

    private final WorkspaceList workspaceList = new WorkspaceList();

    protected Computer(Node node) {
        nodeName = node.getNodeName();
    }

    @NonNull
    public WorkspaceList getWorkspaceList() {
        return workspaceList;
    }

    @Nullable
    public abstract VirtualChannel getChannel();

    public abstract Charset getDefaultCharset();

    @NonNull
    public String getName() {
        return nodeName == null ? "" : nodeName;
    }

    @CheckForNull
    public abstract Boolean isUnix();

    @CheckForNull
    public Node getNode() {
        return Jenkins.get().getNodeName().equals(getName()) ? Jenkins.get() : null;
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return getName();
    }

    public String getUrl() {
        return "computer/" + (getName().isEmpty() ? "(built-in)" : getName()) + '/';
    }

    @NonNull
    @Override
    public ACL getACL() {
        return Jenkins.get().getAuthorizationStrategy().getACL(this);
    }
}
