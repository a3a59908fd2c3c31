package io.jenkins.plugins.kargo.local;

import hudson.model.AbstractItem;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.AuthorizationStrategy;
import hudson.security.Permission;
import java.util.Collection;
import java.util.List;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** Permissions of the setup, by item and everything below it. */
final class StandInAuthorization extends AuthorizationStrategy {
    private volatile List<Setup.Grant> grants = List.of();

    void apply(Setup setup) {
        grants = setup.grants();
    }

    @Override
    public ACL getRootACL() {
        return acl("");
    }

    @Override
    public ACL getACL(Job<?, ?> project) {
        return acl(project.getFullName());
    }

    @Override
    public ACL getACL(AbstractItem item) {
        return acl(item.getFullName());
    }

    @Override
    public Collection<String> getGroups() {
        return List.of();
    }

    private ACL acl(String item) {
        return ACL.lambda2((authentication, permission) -> isGranted(item, authentication, permission));
    }

    private boolean isGranted(String item, Authentication authentication, Permission permission) {
        if (authentication.equals(ACL.SYSTEM2)) {
            return true;
        }
        for (Permission wanted = permission; wanted != null; wanted = wanted.impliedBy) {
            String name = wanted.group.title + "/" + wanted.name;
            for (Setup.Grant grant : grants) {
                if (grant.permissions().contains(name) && reaches(grant, item) && isFor(grant, authentication)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean reaches(Setup.Grant grant, String item) {
        String root = grant.item() == null ? "" : grant.item();
        return root.isEmpty() || item.equals(root) || item.startsWith(root + '/');
    }

    private static boolean isFor(Setup.Grant grant, Authentication authentication) {
        if (authentication instanceof AnonymousAuthenticationToken) {
            return grant.who().equals(ACL.ANONYMOUS_USERNAME);
        }
        if (grant.who().equals(authentication.getName())) {
            return true;
        }
        for (GrantedAuthority authority : authentication.getAuthorities()) {
            if (authority.getAuthority().equals(grant.who())) {
                return true;
            }
        }
        return false;
    }
}
