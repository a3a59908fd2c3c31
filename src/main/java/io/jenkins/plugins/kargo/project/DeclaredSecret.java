package io.jenkins.plugins.kargo.project;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.kargo.security.KargoPermissions;
import io.jenkins.plugins.kargo.security.SecretBinding;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
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
            StandardListBoxModel model = new StandardListBoxModel();
            boolean allowed = item == null
                    ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                    : item.hasPermission(KargoPermissions.ADMINISTER);
            if (allowed) {
                model.includeEmptyValue();
                var matcher = CredentialsMatchers.anyOf(
                        CredentialsMatchers.instanceOf(StringCredentials.class),
                        CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class),
                        CredentialsMatchers.instanceOf(SSHUserPrivateKey.class));
                if (item == null) {
                    model.includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), StandardCredentials.class, List.of(), matcher);
                } else {
                    model.includeMatchingAs(ACL.SYSTEM2, item, StandardCredentials.class, List.of(), matcher);
                }
            }
            return model.includeCurrentValue(Util.fixNull(credentialsId));
        }
    }
}
