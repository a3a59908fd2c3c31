package io.jenkins.plugins.kargo.project;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.ExtensionList;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kargo.security.ArgoCDBinding;
import io.jenkins.plugins.kargo.security.CredentialBinding;
import io.jenkins.plugins.kargo.security.SecretBinding;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;

/** The declarations of this controller, read with its own authority: what they say holds whoever asks. */
final class JenkinsDeclarations implements Declarations {
    @Override
    public List<Declaration> all() {
        List<Declaration> all = new ArrayList<>();
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            for (AbstractFolder<?> folder : Jenkins.get().allItems(AbstractFolder.class)) {
                KargoFolderProperty property = folder.getProperties().get(KargoFolderProperty.class);
                if (property != null) {
                    all.addAll(property.declarations());
                }
            }
        }
        for (GlobalDeclarations global : ExtensionList.lookup(GlobalDeclarations.class)) {
            all.addAll(global.declarations());
        }
        return all;
    }

    @Override
    public boolean isThere(String job) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            return Jenkins.get().getItemByFullName(job) != null;
        }
    }

    @Override
    public List<CredentialBinding> bindingsForAll() {
        List<CredentialBinding> all = new ArrayList<>();
        for (GlobalDeclarations global : ExtensionList.lookup(GlobalDeclarations.class)) {
            all.addAll(global.bindings());
        }
        return all;
    }

    @Override
    public List<ArgoCDBinding> argoCDsForAll() {
        List<ArgoCDBinding> all = new ArrayList<>();
        for (GlobalDeclarations global : ExtensionList.lookup(GlobalDeclarations.class)) {
            all.addAll(global.argoCDBindings());
        }
        return all;
    }

    @Override
    public List<SecretBinding> secretsForAll() {
        List<SecretBinding> all = new ArrayList<>();
        for (GlobalDeclarations global : ExtensionList.lookup(GlobalDeclarations.class)) {
            all.addAll(global.secretBindings());
        }
        return all;
    }
}
