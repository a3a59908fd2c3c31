package io.jenkins.plugins.kargo.project;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Items;
import io.jenkins.plugins.kargo.security.KargoPermissions;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The projects that a folder owns. Declaring needs Kargo/Administer on the folder: a declaration says who gets
 * credentials, which is more than configuring a folder.
 */
public class KargoFolderProperty extends AbstractFolderProperty<AbstractFolder<?>> {
    private List<DeclaredProject> projects;

    @DataBoundConstructor
    public KargoFolderProperty(@CheckForNull List<DeclaredProject> projects) {
        this.projects = new ArrayList<>(Util.fixNull(projects));
    }

    @NonNull
    public List<DeclaredProject> getProjects() {
        return projects;
    }

    @NonNull
    public List<Declaration> declarations() {
        String folder = getOwner() == null ? null : getOwner().getFullName();
        return folder == null
                ? List.of()
                : projects.stream()
                        .filter(project -> !project.getName().isEmpty())
                        .map(project -> project.toDeclaration(folder))
                        .toList();
    }

    /** @return whether the configuration of the folder has to be saved */
    boolean follow(String folderBefore, String folderNow, String from, String to) {
        boolean changed = false;
        for (DeclaredProject project : projects) {
            changed |= project.follow(folderBefore, folderNow, from, to);
        }
        return changed;
    }

    /** A submitted {@code config.xml} passes no form, so what it declares is checked where it arrives. */
    @Override
    protected void setOwner(@NonNull AbstractFolder<?> owner) {
        super.setOwner(owner);
        if (projects == null) {
            projects = new ArrayList<>();
        }
        if (Items.currentlyUpdatingByXml() && !owner.hasPermission(KargoPermissions.ADMINISTER)) {
            // The folder holds the new property already: it must declare nothing, whatever becomes of the request.
            projects = new ArrayList<>();
            owner.checkPermission(KargoPermissions.ADMINISTER);
        }
    }

    @Override
    public AbstractFolderProperty<?> reconfigure(StaplerRequest2 req, JSONObject form) throws Descriptor.FormException {
        if (!getOwner().hasPermission(KargoPermissions.ADMINISTER)) {
            return this;
        }
        return super.reconfigure(req, form);
    }

    @Extension
    @Symbol("kargo")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.KargoFolderProperty_displayName();
        }

        @Override
        public AbstractFolderProperty<?> newInstance(@CheckForNull StaplerRequest2 req, @NonNull JSONObject form)
                throws FormException {
            AbstractFolder<?> folder = req == null ? null : req.findAncestorObject(AbstractFolder.class);
            if (folder != null && !folder.hasPermission(KargoPermissions.ADMINISTER)) {
                return null;
            }
            KargoFolderProperty property = (KargoFolderProperty) super.newInstance(req, form);
            return property == null || property.getProjects().isEmpty() ? null : property;
        }
    }
}
