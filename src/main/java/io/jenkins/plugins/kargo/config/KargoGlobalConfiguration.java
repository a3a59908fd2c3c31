package io.jenkins.plugins.kargo.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.PersistentDescriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitSettings;
import io.jenkins.plugins.kargo.engine.promotion.step.git.IntegrationPolicy;
import io.jenkins.plugins.kargo.engine.promotion.step.git.PushLocks;
import io.jenkins.plugins.kargo.engine.store.RetentionStore.Retention;
import io.jenkins.plugins.kargo.project.Declaration;
import io.jenkins.plugins.kargo.project.DeclaredArgoCD;
import io.jenkins.plugins.kargo.project.DeclaredBinding;
import io.jenkins.plugins.kargo.project.DeclaredProject;
import io.jenkins.plugins.kargo.project.DeclaredSecret;
import io.jenkins.plugins.kargo.project.GlobalDeclarations;
import io.jenkins.plugins.kargo.security.ArgoCDBinding;
import io.jenkins.plugins.kargo.security.CredentialBinding;
import io.jenkins.plugins.kargo.security.SecretBinding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** Manage Jenkins » System » Kargo, and {@code unclassified: kargo:} in Configuration as Code. */
@Extension
@Symbol("kargo")
public class KargoGlobalConfiguration extends GlobalConfiguration implements PersistentDescriptor, GlobalDeclarations {
    private static final Logger LOGGER = Logger.getLogger(KargoGlobalConfiguration.class.getName());

    private List<DeclaredProject> projects = new ArrayList<>();
    private List<DeclaredBinding> credentials = new ArrayList<>();
    private List<DeclaredSecret> secrets = new ArrayList<>();
    private List<DeclaredArgoCD> argoCDs = new ArrayList<>();
    private int retainedPromotions = Retention.DEFAULT.promotions();
    private int retainedFreight = Retention.DEFAULT.freight();
    private int retentionDays = (int) Retention.DEFAULT.minimumAge().toDays();
    private String allowedHosts = "";
    private boolean allowPrivateAddresses;
    private boolean allowLoopback;
    private String plainHttpRegistries = "";
    private String gitAuthorName = "";
    private String gitAuthorEmail = "";
    private IntegrationPolicy pushIntegration = IntegrationPolicy.AlwaysRebase;

    @NonNull
    public static KargoGlobalConfiguration get() {
        return ExtensionList.lookupSingleton(KargoGlobalConfiguration.class);
    }

    @NonNull
    public synchronized List<DeclaredProject> getProjects() {
        return projects;
    }

    @DataBoundSetter
    public synchronized void setProjects(@CheckForNull List<DeclaredProject> projects) {
        this.projects = new ArrayList<>(Util.fixNull(projects));
        save();
    }

    /** Bindings for the projects of every folder. */
    @NonNull
    public synchronized List<DeclaredBinding> getCredentials() {
        return credentials;
    }

    @DataBoundSetter
    public synchronized void setCredentials(@CheckForNull List<DeclaredBinding> credentials) {
        this.credentials = new ArrayList<>(Util.fixNull(credentials));
        save();
    }

    /** Secrets of expressions for the projects of every folder. */
    @NonNull
    public synchronized List<DeclaredSecret> getSecrets() {
        return secrets;
    }

    @DataBoundSetter
    public synchronized void setSecrets(@CheckForNull List<DeclaredSecret> secrets) {
        this.secrets = new ArrayList<>(Util.fixNull(secrets));
        save();
    }

    /** Argo CDs for the projects of every folder. */
    @NonNull
    public synchronized List<DeclaredArgoCD> getArgoCDs() {
        return argoCDs;
    }

    @DataBoundSetter
    public synchronized void setArgoCDs(@CheckForNull List<DeclaredArgoCD> argoCDs) {
        this.argoCDs = new ArrayList<>(Util.fixNull(argoCDs));
        save();
    }

    /** So many promotions of each stage stay, however old they are. */
    public synchronized int getRetainedPromotions() {
        return retainedPromotions;
    }

    @DataBoundSetter
    public synchronized void setRetainedPromotions(int retainedPromotions) {
        this.retainedPromotions = Math.max(1, retainedPromotions);
        save();
    }

    /** So much unused Freight of each warehouse stays, however old it is. */
    public synchronized int getRetainedFreight() {
        return retainedFreight;
    }

    @DataBoundSetter
    public synchronized void setRetainedFreight(int retainedFreight) {
        this.retainedFreight = Math.max(1, retainedFreight);
        save();
    }

    /** Nothing younger is removed. */
    public synchronized int getRetentionDays() {
        return retentionDays;
    }

    @DataBoundSetter
    public synchronized void setRetentionDays(int retentionDays) {
        this.retentionDays = Math.max(1, retentionDays);
        save();
    }

    /** What the daily cleaning keeps. */
    @NonNull
    public synchronized Retention retention() {
        return new Retention(retainedPromotions, retainedFreight, Duration.ofDays(retentionDays));
    }

    @POST
    public FormValidation doCheckRetainedPromotions(@QueryParameter String value) {
        return FormValidation.validatePositiveInteger(value);
    }

    @POST
    public FormValidation doCheckRetainedFreight(@QueryParameter String value) {
        return FormValidation.validatePositiveInteger(value);
    }

    @POST
    public FormValidation doCheckRetentionDays(@QueryParameter String value) {
        return FormValidation.validatePositiveInteger(value);
    }

    /** Hosts that discovery may connect to, separated by spaces, commas or lines; empty for every public host. */
    @NonNull
    public synchronized String getAllowedHosts() {
        return allowedHosts;
    }

    @DataBoundSetter
    public synchronized void setAllowedHosts(@CheckForNull String allowedHosts) {
        this.allowedHosts = Util.fixNull(Util.fixEmptyAndTrim(allowedHosts));
        save();
    }

    public synchronized boolean isAllowPrivateAddresses() {
        return allowPrivateAddresses;
    }

    @DataBoundSetter
    public synchronized void setAllowPrivateAddresses(boolean allowPrivateAddresses) {
        this.allowPrivateAddresses = allowPrivateAddresses;
        save();
    }

    public synchronized boolean isAllowLoopback() {
        return allowLoopback;
    }

    @DataBoundSetter
    public synchronized void setAllowLoopback(boolean allowLoopback) {
        this.allowLoopback = allowLoopback;
        save();
    }

    /** Registries that speak no TLS, in the form of {@link #getAllowedHosts()}. */
    @NonNull
    public synchronized String getPlainHttpRegistries() {
        return plainHttpRegistries;
    }

    @DataBoundSetter
    public synchronized void setPlainHttpRegistries(@CheckForNull String plainHttpRegistries) {
        this.plainHttpRegistries = Util.fixNull(Util.fixEmptyAndTrim(plainHttpRegistries));
        save();
    }

    /** Who commits when git-clone names nobody; empty for Kargo. */
    @NonNull
    public synchronized String getGitAuthorName() {
        return gitAuthorName;
    }

    @DataBoundSetter
    public synchronized void setGitAuthorName(@CheckForNull String gitAuthorName) {
        this.gitAuthorName = Util.fixNull(Util.fixEmptyAndTrim(gitAuthorName));
        save();
    }

    @NonNull
    public synchronized String getGitAuthorEmail() {
        return gitAuthorEmail;
    }

    @DataBoundSetter
    public synchronized void setGitAuthorEmail(@CheckForNull String gitAuthorEmail) {
        this.gitAuthorEmail = Util.fixNull(Util.fixEmptyAndTrim(gitAuthorEmail));
        save();
    }

    /** What git-push does with what others pushed meanwhile. */
    @NonNull
    public synchronized IntegrationPolicy getPushIntegration() {
        return pushIntegration;
    }

    @DataBoundSetter
    public synchronized void setPushIntegration(@CheckForNull IntegrationPolicy pushIntegration) {
        this.pushIntegration = pushIntegration == null ? IntegrationPolicy.AlwaysRebase : pushIntegration;
        save();
    }

    /** @param locks of the controller */
    @NonNull
    synchronized GitSettings gitSettings(@NonNull PushLocks locks) {
        GitSettings defaults = GitSettings.defaults();
        return new GitSettings(
                gitAuthorName.isEmpty() ? defaults.authorName() : gitAuthorName,
                gitAuthorEmail.isEmpty() ? defaults.authorEmail() : gitAuthorEmail,
                pushIntegration,
                locks);
    }

    @NonNull
    public synchronized NetworkPolicy networkPolicy() {
        return new NetworkPolicy(words(allowedHosts), allowPrivateAddresses, allowLoopback, words(plainHttpRegistries));
    }

    static List<String> words(String text) {
        return Arrays.stream(text.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    @Override
    public synchronized List<Declaration> declarations() {
        return projects.stream()
                .filter(project -> !project.getName().isEmpty())
                .map(project -> project.toDeclaration(null))
                .toList();
    }

    @Override
    public synchronized List<CredentialBinding> bindings() {
        return credentials.stream().map(DeclaredBinding::toBinding).toList();
    }

    @Override
    public synchronized List<SecretBinding> secretBindings() {
        return secrets.stream().map(DeclaredSecret::toBinding).toList();
    }

    @Override
    public synchronized List<ArgoCDBinding> argoCDBindings() {
        return argoCDs.stream().map(DeclaredArgoCD::toBinding).toList();
    }

    @Override
    public synchronized void moved(String from, String to) {
        boolean changed = false;
        for (DeclaredProject project : projects) {
            changed |= project.moved(from, to);
        }
        if (changed) {
            save();
        }
    }

    @Override
    public boolean configure(StaplerRequest2 req, JSONObject json) throws FormException {
        try (BulkChange change = new BulkChange(this)) {
            // Lists that were emptied in the form are not in it.
            setProjects(null);
            setCredentials(null);
            setSecrets(null);
            setArgoCDs(null);
            req.bindJSON(this, json);
            change.commit();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Kargo's configuration could not be saved", e);
        }
        return true;
    }
}
