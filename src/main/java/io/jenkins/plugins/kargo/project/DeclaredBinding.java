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
import io.jenkins.plugins.kargo.security.CredentialBinding;
import java.util.Locale;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A credential binding as an administrator fills it in. */
public class DeclaredBinding implements Describable<DeclaredBinding> {
    private final String urlPrefix;
    private final String credentialsId;
    private boolean write;
    private boolean plainHttp;

    @DataBoundConstructor
    public DeclaredBinding(@CheckForNull String urlPrefix, @CheckForNull String credentialsId) {
        this.urlPrefix = Util.fixNull(Util.fixEmptyAndTrim(urlPrefix));
        this.credentialsId = Util.fixNull(Util.fixEmptyAndTrim(credentialsId));
    }

    @NonNull
    public String getUrlPrefix() {
        return urlPrefix;
    }

    @NonNull
    public String getCredentialsId() {
        return credentialsId;
    }

    public boolean isWrite() {
        return write;
    }

    @DataBoundSetter
    public void setWrite(boolean write) {
        this.write = write;
    }

    public boolean isPlainHttp() {
        return plainHttp;
    }

    @DataBoundSetter
    public void setPlainHttp(boolean plainHttp) {
        this.plainHttp = plainHttp;
    }

    @NonNull
    public CredentialBinding toBinding() {
        return new CredentialBinding(urlPrefix, credentialsId, write, plainHttp);
    }

    @Extension
    @Symbol("kargoCredential")
    public static final class DescriptorImpl extends Descriptor<DeclaredBinding> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DeclaredBinding_displayName();
        }

        @POST
        public FormValidation doCheckUrlPrefix(@QueryParameter String value) {
            String prefix = Util.fixEmptyAndTrim(value);
            if (prefix == null) {
                return FormValidation.error(Messages.DeclaredBinding_urlPrefixRequired());
            }
            return prefix.toLowerCase(Locale.ROOT).startsWith("http://")
                    ? FormValidation.warning(Messages.DeclaredBinding_plainHttp())
                    : FormValidation.ok();
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return BindableCredentials.choices(item, credentialsId);
        }
    }
}
