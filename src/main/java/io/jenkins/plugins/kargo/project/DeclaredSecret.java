package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.kargo.security.SecretBinding;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A secret of expressions as an administrator fills it in. */
public class DeclaredSecret implements Describable<DeclaredSecret> {
    private final String name;
    private final String credentialsId;
    private String key = "";

    @DataBoundConstructor
    public DeclaredSecret(@CheckForNull String name, @CheckForNull String credentialsId) {
        this.name = text(name);
        this.credentialsId = text(credentialsId);
    }

    @NonNull
    public String getName() {
        return name;
    }

    @NonNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @NonNull
    public String getKey() {
        return key;
    }

    @DataBoundSetter
    public void setKey(@CheckForNull String key) {
        this.key = text(key);
    }

    @NonNull
    public SecretBinding toBinding() {
        return new SecretBinding(name, key, credentialsId);
    }

    private static String text(@CheckForNull String value) {
        return Util.fixNull(Util.fixEmptyAndTrim(value));
    }

    @Extension
    @Symbol("kargoSecret")
    public static final class DescriptorImpl extends Descriptor<DeclaredSecret> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DeclaredSecret_displayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return text(value).isEmpty()
                    ? FormValidation.error(Messages.DeclaredSecret_nameRequired())
                    : FormValidation.ok();
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return BindableCredentials.choices(item, credentialsId);
        }
    }
}
