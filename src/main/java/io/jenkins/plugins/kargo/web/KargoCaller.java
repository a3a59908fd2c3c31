package io.jenkins.plugins.kargo.web;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import io.jenkins.plugins.kargo.engine.api.Caller;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.security.KargoPermissions;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * The user of the current request. What a project grants is what the item that owns it grants: its folder, or, for a
 * project at the top, the job that holds its configuration.
 */
public final class KargoCaller implements Caller {
    private final Authentication authentication;
    private final ProjectOwners owners;

    /** Finds the job that holds the configuration of a project at the top. */
    @FunctionalInterface
    public interface ProjectOwners {
        /** @return full name of the job, null when nobody has the project */
        @CheckForNull
        String configJob(@NonNull ProjectKey project);
    }

    private KargoCaller(Authentication authentication, ProjectOwners owners) {
        this.authentication = authentication;
        this.owners = owners;
    }

    @NonNull
    public static KargoCaller current(@NonNull ProjectOwners owners) {
        return new KargoCaller(Jenkins.getAuthentication2(), owners);
    }

    @Override
    public String userId() {
        return authentication.getName();
    }

    @Override
    public Set<String> groups() {
        return authentication.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean caseMatters() {
        return !Jenkins.get().getSecurityRealm().getUserIdStrategy().equals("a", "A");
    }

    @Override
    public boolean may(Right right, ProjectKey project) {
        AccessControlled owner = owner(project);
        return owner != null && owner.hasPermission(permission(right));
    }

    /** Resolved as the current user, so that an item that the user may not see is not found. */
    @CheckForNull
    private AccessControlled owner(ProjectKey project) {
        String name = project.owner().isEmpty() ? owners.configJob(project) : project.owner();
        if (name == null) {
            return null;
        }
        try {
            return Jenkins.get().getItemByFullName(name, Item.class);
        } catch (AccessDeniedException e) {
            // The user may know that the item exists, but not what is in it.
            return null;
        }
    }

    private static Permission permission(Right right) {
        return switch (right) {
            case READ -> Item.READ;
            case PROMOTE -> KargoPermissions.PROMOTE;
            case APPROVE -> KargoPermissions.APPROVE;
            case ADMINISTER -> KargoPermissions.ADMINISTER;
        };
    }
}
