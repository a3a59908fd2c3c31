package hudson.triggers;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import hudson.model.Action;
import hudson.model.Describable;
import hudson.model.Item;
import java.util.Collection;
import java.util.List;
import jenkins.model.Jenkins;

/** The controller calls {@link #run()} at the times of the spec. */
public abstract class Trigger<J extends Item> implements Describable<Trigger<?>>, ExtensionPoint {
    protected final String spec;
    protected transient J job;

    protected Trigger(@NonNull String cronTabSpec) {
        this.spec = cronTabSpec;
    }

    public void start(J project, boolean newInstance) {
        this.job = project;
    }

    public void run() {}

    public void stop() {}

    public Collection<? extends Action> getProjectActions() {
        return List.of();
    }

    @Override
    public TriggerDescriptor getDescriptor() {
        return (TriggerDescriptor) Jenkins.get().getDescriptorOrDie(getClass());
    }

    public final String getSpec() {
        return spec;
    }
}
