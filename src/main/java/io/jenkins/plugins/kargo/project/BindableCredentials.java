package io.jenkins.plugins.kargo.project;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.kargo.security.KargoPermissions;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** The credentials that a form offers for a binding. */
final class BindableCredentials {
    private BindableCredentials() {}

    /**
     * User names with passwords, SSH keys and secret texts of the folder, or of Jenkins; who may not administer Kargo
     * there sees the chosen id only.
     *
     * @param folder null for the system's own configuration
     */
    @NonNull
    static ListBoxModel choices(@CheckForNull Item folder, @CheckForNull String chosen) {
        StandardListBoxModel model = new StandardListBoxModel();
        boolean allowed = folder == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : folder.hasPermission(KargoPermissions.ADMINISTER);
        if (allowed) {
            model.includeEmptyValue();
            var matcher = CredentialsMatchers.anyOf(
                    CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class),
                    CredentialsMatchers.instanceOf(SSHUserPrivateKey.class),
                    CredentialsMatchers.instanceOf(StringCredentials.class));
            if (folder == null) {
                model.includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), StandardCredentials.class, List.of(), matcher);
            } else {
                model.includeMatchingAs(ACL.SYSTEM2, folder, StandardCredentials.class, List.of(), matcher);
            }
        }
        return model.includeCurrentValue(Util.fixNull(chosen));
    }
}
