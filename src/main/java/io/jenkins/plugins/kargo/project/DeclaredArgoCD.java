package io.jenkins.plugins.kargo.project;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
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
import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.security.ArgoCDBinding;
import io.jenkins.plugins.kargo.security.KargoPermissions;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An Argo CD as an administrator fills it in. */
public class DeclaredArgoCD implements Describable<DeclaredArgoCD> {
    private final String credentialsId;
    private String name = "";
    private ArgoCDAccess.Api api = ArgoCDAccess.Api.KUBERNETES;
    private String server = "";
    private String namespace = "";
    private String caCertificate = "";
    private boolean insecureSkipTLSVerify;
    private boolean plainHttp;

    @DataBoundConstructor
    public DeclaredArgoCD(@CheckForNull String credentialsId) {
        this.credentialsId = text(credentialsId);
    }

    @NonNull
    public String getCredentialsId() {
        return credentialsId;
    }

    /** The shard of the stages that it serves; empty for all that no other serves. */
    @NonNull
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(@CheckForNull String name) {
        this.name = text(name);
    }

    @NonNull
    public ArgoCDAccess.Api getApi() {
        return api;
    }

    @DataBoundSetter
    public void setApi(@CheckForNull ArgoCDAccess.Api api) {
        this.api = api == null ? ArgoCDAccess.Api.KUBERNETES : api;
    }

    @NonNull
    public String getServer() {
        return server;
    }

    @DataBoundSetter
    public void setServer(@CheckForNull String server) {
        this.server = text(server);
    }

    @NonNull
    public String getNamespace() {
        return namespace;
    }

    @DataBoundSetter
    public void setNamespace(@CheckForNull String namespace) {
        this.namespace = text(namespace);
    }

    @NonNull
    public String getCaCertificate() {
        return caCertificate;
    }

    @DataBoundSetter
    public void setCaCertificate(@CheckForNull String caCertificate) {
        this.caCertificate = text(caCertificate);
    }

    public boolean isInsecureSkipTLSVerify() {
        return insecureSkipTLSVerify;
    }

    @DataBoundSetter
    public void setInsecureSkipTLSVerify(boolean insecureSkipTLSVerify) {
        this.insecureSkipTLSVerify = insecureSkipTLSVerify;
    }

    public boolean isPlainHttp() {
        return plainHttp;
    }

    @DataBoundSetter
    public void setPlainHttp(boolean plainHttp) {
        this.plainHttp = plainHttp;
    }

    @NonNull
    public ArgoCDBinding toBinding() {
        return new ArgoCDBinding(
                name, api, server, namespace, credentialsId, caCertificate, insecureSkipTLSVerify, plainHttp);
    }

    private static String text(@CheckForNull String value) {
        return Util.fixNull(Util.fixEmptyAndTrim(value));
    }

    @Extension
    @Symbol("kargoArgoCD")
    public static final class DescriptorImpl extends Descriptor<DeclaredArgoCD> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.DeclaredArgoCD_displayName();
        }

        @POST
        public FormValidation doCheckServer(@QueryParameter String value, @QueryParameter ArgoCDAccess.Api api) {
            String server = text(value).toLowerCase(Locale.ROOT);
            if (server.isEmpty()) {
                return api == ArgoCDAccess.Api.ARGOCD
                        ? FormValidation.error(Messages.DeclaredArgoCD_serverRequired())
                        : FormValidation.ok();
            }
            if (server.startsWith("http://")) {
                return FormValidation.warning(Messages.DeclaredArgoCD_plainHttp());
            }
            return server.startsWith("https://")
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.DeclaredArgoCD_serverNotUrl());
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
                        CredentialsMatchers.instanceOf(FileCredentials.class),
                        CredentialsMatchers.instanceOf(StringCredentials.class));
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
