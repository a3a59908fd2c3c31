package io.jenkins.plugins.kargo.security;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import jenkins.model.Jenkins;
import org.jvnet.localizer.Localizable;

/** What people may do with the projects of an item, usually a folder. */
public final class KargoPermissions {
    public static final PermissionGroup GROUP =
            new PermissionGroup(KargoPermissions.class, Messages._KargoPermissions_group());

    /** Ask for promotions, abort and retry them. */
    public static final Permission PROMOTE = onItems("Promote", Messages._KargoPermissions_promote());

    /** Answer promotions that wait for an approval. */
    public static final Permission APPROVE = onItems("Approve", Messages._KargoPermissions_approve());

    /** Declare projects. */
    public static final Permission ADMINISTER = onItems("Administer", Messages._KargoPermissions_administer());

    private KargoPermissions() {}

    private static Permission onItems(String name, Localizable description) {
        return new Permission(
                GROUP, name, description, Jenkins.ADMINISTER, true, new PermissionScope[] {PermissionScope.ITEM});
    }

    /** Loads this class early: pages that list permissions know only groups that are loaded. */
    @Initializer(before = InitMilestone.EXTENSIONS_AUGMENTED)
    public static void load() {
        // To be called is enough: the constants register themselves.
    }
}
