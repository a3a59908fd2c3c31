package io.jenkins.plugins.kargo.trigger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.Extension;
import hudson.Util;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Job;
import hudson.scheduler.CronTabList;
import hudson.scheduler.Hash;
import hudson.triggers.Trigger;
import hudson.triggers.TriggerDescriptor;
import hudson.util.FormValidation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import jenkins.model.ParameterizedJobMixIn;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code kargoFreight('H/5 * * * *')}: starts a build when it would create new Freight, or, with {@code stages}, when one
 * of these stages has a new candidate. Looks at the times of the schedule, and whenever an event says that it is worth
 * while. The first build has to be started in another way: it brings the configuration.
 */
public class KargoFreightTrigger extends Trigger<Job<?, ?>> {
    private String project = "";
    private String warehouse = "";
    private List<String> stages = new ArrayList<>();

    /** @param spec as of cron, with H; empty to look only when an event asks for it */
    @DataBoundConstructor
    public KargoFreightTrigger(@CheckForNull String spec) {
        super(Util.fixNull(spec).strip());
    }

    @NonNull
    public String getProject() {
        return project;
    }

    /** @param project name or path; empty for the one that the job is known for */
    @DataBoundSetter
    public void setProject(@CheckForNull String project) {
        this.project = Util.fixNull(project).strip();
    }

    @NonNull
    public String getWarehouse() {
        return warehouse;
    }

    /** @param warehouse the one to look at; empty for all */
    @DataBoundSetter
    public void setWarehouse(@CheckForNull String warehouse) {
        this.warehouse = Util.fixNull(warehouse).strip();
    }

    @NonNull
    public List<String> getStages() {
        return List.copyOf(stages);
    }

    /** @param stages whose candidates start builds; empty when new Freight does */
    @DataBoundSetter
    public void setStages(@CheckForNull List<String> stages) {
        this.stages = new ArrayList<>(Util.fixNull(stages));
    }

    /** For the form. */
    @NonNull
    public String getStagesText() {
        return String.join(" ", stages);
    }

    @CheckForNull
    Job<?, ?> job() {
        return job;
    }

    boolean watches(@NonNull Set<String> warehouses) {
        return warehouse.isEmpty() || warehouses.contains(warehouse);
    }

    @Override
    public void start(Job<?, ?> project, boolean newInstance) {
        super.start(project, newInstance);
        FreightPolls.get().register(this);
    }

    @Override
    public void stop() {
        super.stop();
        FreightPolls.get().forget(this);
    }

    /** Called at the times of the schedule. */
    @Override
    public void run() {
        if (job != null) {
            FreightPolls.get().poll(this, FreightPolls.SCHEDULE);
        }
    }

    @Override
    public Collection<? extends Action> getProjectActions() {
        return job == null ? List.of() : List.of(new PollingLogAction(job));
    }

    @Extension
    @Symbol("kargoFreight")
    public static final class DescriptorImpl extends TriggerDescriptor {
        @Override
        public boolean isApplicable(Item item) {
            return item instanceof Job && item instanceof ParameterizedJobMixIn.ParameterizedJob;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.KargoFreightTrigger_displayName();
        }

        /** The form has the stages in one line. */
        @Override
        public Trigger<?> newInstance(@Nullable StaplerRequest2 req, @NonNull JSONObject formData)
                throws FormException {
            Trigger<?> made = super.newInstance(req, formData);
            if (made instanceof KargoFreightTrigger trigger) {
                trigger.setStages(Arrays.stream(formData.optString("stagesText").split("[\\s,]+"))
                        .filter(stage -> !stage.isEmpty())
                        .toList());
            }
            return made;
        }

        @POST
        public FormValidation doCheckSpec(@QueryParameter String value, @AncestorInPath Item item) {
            if (item != null) {
                item.checkPermission(Item.CONFIGURE);
            }
            try {
                String problem = CronTabList.create(
                                Util.fixNull(value), item == null ? Hash.zero() : Hash.from(item.getFullName()))
                        .checkSanity();
                return problem == null ? FormValidation.ok() : FormValidation.warning(problem);
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
