package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AutoCompletionCandidates;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.util.FormValidation;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * A declaration as an administrator fills it in. Names of jobs are relative to the folder that declares, or to the root
 * in the configuration of the controller.
 */
public class DeclaredProject implements Describable<DeclaredProject> {
    private final String name;
    private String configJob;
    private String owner = "";
    private String configBranch = "";
    private String manifests = "";
    private String runnerJob = "";
    private String agentLabel = "";
    private List<DeclaredPromoter> promoters = new ArrayList<>();
    private List<DeclaredBinding> bindings = new ArrayList<>();
    private List<DeclaredSecret> secrets = new ArrayList<>();
    private List<DeclaredArgoCD> argoCDs = new ArrayList<>();

    @DataBoundConstructor
    public DeclaredProject(@CheckForNull String name, @CheckForNull String configJob) {
        this.name = text(name);
        this.configJob = text(configJob);
    }

    @NonNull
    public String getName() {
        return name;
    }

    @NonNull
    public String getConfigJob() {
        return configJob;
    }

    @NonNull
    public String getOwner() {
        return owner;
    }

    /** @param owner full name of the owning folder; ignored on a folder, which itself is the owner */
    @DataBoundSetter
    public void setOwner(@CheckForNull String owner) {
        this.owner = text(owner);
    }

    @NonNull
    public String getConfigBranch() {
        return configBranch;
    }

    @DataBoundSetter
    public void setConfigBranch(@CheckForNull String configBranch) {
        this.configBranch = text(configBranch);
    }

    @NonNull
    public String getManifests() {
        return manifests;
    }

    @DataBoundSetter
    public void setManifests(@CheckForNull String manifests) {
        this.manifests = text(manifests);
    }

    @NonNull
    public String getRunnerJob() {
        return runnerJob;
    }

    @DataBoundSetter
    public void setRunnerJob(@CheckForNull String runnerJob) {
        this.runnerJob = text(runnerJob);
    }

    @NonNull
    public String getAgentLabel() {
        return agentLabel;
    }

    @DataBoundSetter
    public void setAgentLabel(@CheckForNull String agentLabel) {
        this.agentLabel = text(agentLabel);
    }

    @NonNull
    public List<DeclaredPromoter> getPromoters() {
        return promoters;
    }

    @DataBoundSetter
    public void setPromoters(@CheckForNull List<DeclaredPromoter> promoters) {
        this.promoters = new ArrayList<>(Util.fixNull(promoters));
    }

    @NonNull
    public List<DeclaredBinding> getBindings() {
        return bindings;
    }

    @DataBoundSetter
    public void setBindings(@CheckForNull List<DeclaredBinding> bindings) {
        this.bindings = new ArrayList<>(Util.fixNull(bindings));
    }

    @NonNull
    public List<DeclaredSecret> getSecrets() {
        // A configuration that was saved before there were secrets has none.
        return Util.fixNull(secrets);
    }

    @DataBoundSetter
    public void setSecrets(@CheckForNull List<DeclaredSecret> secrets) {
        this.secrets = new ArrayList<>(Util.fixNull(secrets));
    }

    @NonNull
    public List<DeclaredArgoCD> getArgoCDs() {
        // A configuration that was saved before there were any has none.
        return Util.fixNull(argoCDs);
    }

    @DataBoundSetter
    public void setArgoCDs(@CheckForNull List<DeclaredArgoCD> argoCDs) {
        this.argoCDs = new ArrayList<>(Util.fixNull(argoCDs));
    }

    /** @param folder full name of the folder that declares it, null for the controller's own configuration */
    @NonNull
    public Declaration toDeclaration(@CheckForNull String folder) {
        String context = Util.fixNull(folder);
        Map<String, List<String>> jobs = new LinkedHashMap<>();
        for (DeclaredPromoter promoter : promoters) {
            jobs.computeIfAbsent(promoter.getStage(), stage -> new ArrayList<>())
                    .add(ItemNames.absolute(context, promoter.getJob()));
        }
        return new Declaration(
                new ProjectKey(folder == null ? ItemNames.absolute("", owner) : folder, name),
                ItemNames.absolute(context, configJob),
                configBranch,
                manifests,
                ItemNames.absolute(context, runnerJob),
                jobs,
                agentLabel,
                bindings.stream().map(DeclaredBinding::toBinding).toList(),
                getSecrets().stream().map(DeclaredSecret::toBinding).toList(),
                getArgoCDs().stream().map(DeclaredArgoCD::toBinding).toList());
    }

    /**
     * Follows an item that has another full name now, in a declaration of the controller's own configuration.
     *
     * @return whether anything here named it
     */
    public boolean moved(@NonNull String from, @NonNull String to) {
        return follow("", "", from, to);
    }

    /** @return whether anything here named the item that has another full name now */
    boolean follow(String folderBefore, String folderNow, String from, String to) {
        String before = owner + '\n' + configJob + '\n' + runnerJob + '\n' + jobs();
        configJob = ItemNames.afterMove(configJob, folderBefore, folderNow, from, to);
        runnerJob = ItemNames.afterMove(runnerJob, folderBefore, folderNow, from, to);
        promoters.forEach(
                promoter -> promoter.setJob(ItemNames.afterMove(promoter.getJob(), folderBefore, folderNow, from, to)));
        if (!owner.isEmpty()) {
            owner = ItemNames.absolute("", ItemNames.afterMove(owner, "", "", from, to));
        }
        return !before.equals(owner + '\n' + configJob + '\n' + runnerJob + '\n' + jobs());
    }

    private List<String> jobs() {
        return promoters.stream().map(DeclaredPromoter::getJob).toList();
    }

    private static String text(@CheckForNull String value) {
        return Util.fixNull(Util.fixEmptyAndTrim(value));
    }

    @Extension
    @Symbol("kargoProject")
    public static final class DescriptorImpl extends Descriptor<DeclaredProject> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DeclaredProject_displayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return ProjectResolver.isName(text(value))
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.DeclaredProject_nameRequired());
        }

        @POST
        public FormValidation doCheckConfigJob(@QueryParameter String value) {
            return text(value).isEmpty()
                    ? FormValidation.error(Messages.DeclaredProject_configJobRequired())
                    : FormValidation.ok();
        }

        public AutoCompletionCandidates doAutoCompleteConfigJob(
                @QueryParameter String value, @AncestorInPath Item self, @AncestorInPath ItemGroup<?> container) {
            return AutoCompletionCandidates.ofJobNames(Item.class, value, self, container);
        }

        public AutoCompletionCandidates doAutoCompleteRunnerJob(
                @QueryParameter String value, @AncestorInPath Item self, @AncestorInPath ItemGroup<?> container) {
            return AutoCompletionCandidates.ofJobNames(Item.class, value, self, container);
        }
    }
}
