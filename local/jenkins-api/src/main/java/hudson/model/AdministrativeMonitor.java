package hudson.model;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.StaplerProxy;

public abstract class AdministrativeMonitor extends AbstractModelObject implements ExtensionPoint, StaplerProxy {
    public final String id;

    protected AdministrativeMonitor(String id) {
        this.id = id;
    }

    protected AdministrativeMonitor() {
        this.id = getClass().getName();
    }

    public String getUrl() {
        return "administrativeMonitor/" + id;
    }

    @Override
    public String getDisplayName() {
        return id;
    }

    public abstract boolean isActivated();

    public boolean isSecurity() {
        return false;
    }

    public void checkRequiredPermission() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
    }

    public boolean hasRequiredPermission() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    @Override
    public Object getTarget() {
        checkRequiredPermission();
        return this;
    }

    public static ExtensionList<AdministrativeMonitor> all() {
        return ExtensionList.lookup(AdministrativeMonitor.class);
    }
}
