package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import jenkins.model.Jenkins;
import jenkins.model.Loadable;

public abstract class AbstractItem extends Actionable implements Loadable, Item {
    protected String name;
    protected volatile String description;

    private ItemGroup parent;

    protected AbstractItem(ItemGroup parent, String name) {
        this.parent = parent;
        this.name = name;
    }

    @NonNull
    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getDisplayName() {
        return getName();
    }

    @Override
    public File getRootDir() {
        return rootDir(getParent());
    }

    @SuppressWarnings("unchecked")
    private <T extends Item> File rootDir(ItemGroup<T> group) {
        return group.getRootDirFor((T) this);
    }

    @NonNull
    @Override
    public ItemGroup getParent() {
        return parent;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) throws IOException {
        this.description = description;
        save();
        ItemListener.fireOnUpdated(this);
    }

    protected void doSetName(String name) {
        this.name = name;
    }

    @Override
    public abstract Collection<? extends Job> getAllJobs();

    @NonNull
    @Override
    public final String getFullName() {
        String above = getParent().getFullName();
        return above.isEmpty() ? getName() : above + '/' + getName();
    }

    @Override
    public final String getFullDisplayName() {
        String above = getParent().getFullDisplayName();
        return above.isEmpty() ? getDisplayName() : above + " » " + getDisplayName();
    }

    @Override
    public void onLoad(ItemGroup<? extends Item> parent, String name) throws IOException {
        this.parent = parent;
        doSetName(name);
    }

    @Override
    public void onCopiedFrom(Item src) {}

    @Override
    public final String getUrl() {
        return getParent().getUrl() + getShortUrl();
    }

    @Override
    public String getShortUrl() {
        return getParent().getUrlChildPrefix() + '/' + Util.rawEncode(getName()) + '/';
    }

    public final String getAbsoluteUrl() {
        String root = Jenkins.get().getRootUrl();
        if (root == null) {
            throw new IllegalStateException("Root URL isn't configured yet. Cannot compute absolute URL.");
        }
        return Util.encode(root + getUrl());
    }

    /** Asks the controller, which knows who may do what with which item. */
    @NonNull
    @Override
    public ACL getACL() {
        return Jenkins.get().getAuthorizationStrategy().getACL(this);
    }

    @Override
    public void save() throws IOException {
        throw new UnsupportedOperationException(getClass() + " does not save itself");
    }

    @Override
    public void delete() throws IOException, InterruptedException {
        checkPermission(DELETE);
        ItemListener.checkBeforeDelete(this);
        performDelete();
        forget(getParent());
        ItemListener.fireOnDeleted(this);
    }

    @SuppressWarnings("unchecked")
    private <T extends Item> void forget(ItemGroup<T> group) throws IOException {
        group.onDeleted((T) this);
    }

    protected void performDelete() throws IOException, InterruptedException {
        Util.deleteRecursive(getRootDir());
    }

    @Override
    public void load() throws IOException {
        throw new UnsupportedOperationException(getClass() + " does not load itself");
    }

    @Override
    public String toString() {
        return super.toString() + '[' + getFullName() + ']';
    }
}
