package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.Launcher;
import hudson.remoting.VirtualChannel;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import jenkins.model.Jenkins;

public abstract class Node extends AbstractModelObject implements ExtensionPoint, AccessControlled {
    @Override
    public String getDisplayName() {
        return getNodeName();
    }

    @NonNull
    public abstract String getNodeName();

    @NonNull
    public abstract Launcher createLauncher(TaskListener listener);

    @CheckForNull
    public final Computer toComputer() {
        return Jenkins.get().getComputer(getNodeName());
    }

    @CheckForNull
    public final VirtualChannel getChannel() {
        return FilePath.localChannel;
    }

    @CheckForNull
    public abstract FilePath getWorkspaceFor(@NonNull TopLevelItem item);

    @CheckForNull
    public abstract FilePath getRootPath();

    @CheckForNull
    public FilePath createPath(String absolutePath) {
        return new FilePath(getChannel(), absolutePath);
    }

    @NonNull
    @Override
    public ACL getACL() {
        return Jenkins.get().getAuthorizationStrategy().getACL(this);
    }
}
