package hudson.security;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.local.api.FixedText;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.Jenkins;
import org.jvnet.localizer.Localizable;

public final class Permission {
    private static final List<Permission> ALL = new CopyOnWriteArrayList<>();

    public static final PermissionGroup HUDSON_PERMISSIONS =
            new PermissionGroup(Jenkins.class, new FixedText("Overall"));
    public static final Permission HUDSON_ADMINISTER = new Permission(
            HUDSON_PERMISSIONS, "Administer", null, null, true, new PermissionScope[] {PermissionScope.JENKINS});
    public static final PermissionGroup GROUP = new PermissionGroup(Permission.class, new FixedText("N/A"));
    public static final Permission READ = generic("GenericRead", HUDSON_ADMINISTER);
    public static final Permission WRITE = generic("GenericWrite", HUDSON_ADMINISTER);
    public static final Permission CREATE = generic("GenericCreate", WRITE);
    public static final Permission UPDATE = generic("GenericUpdate", WRITE);
    public static final Permission DELETE = generic("GenericDelete", WRITE);
    public static final Permission CONFIGURE = generic("GenericConfigure", UPDATE);

    @NonNull
    public final Class owner;

    @NonNull
    public final PermissionGroup group;

    @NonNull
    public final String name;

    @CheckForNull
    public final Localizable description;

    @CheckForNull
    public final Permission impliedBy;

    public boolean enabled;

    private final Set<PermissionScope> scopes;

    public Permission(
            @NonNull PermissionGroup group,
            @NonNull String name,
            @CheckForNull Localizable description,
            @CheckForNull Permission impliedBy,
            boolean enable,
            @NonNull PermissionScope[] scopes)
            throws IllegalStateException {
        this.owner = group.owner;
        this.group = group;
        this.name = name;
        this.description = description;
        this.impliedBy = impliedBy;
        this.enabled = enable;
        this.scopes = Set.of(scopes);
        group.add(this);
        ALL.add(this);
    }

    public Permission(
            @NonNull PermissionGroup group,
            @NonNull String name,
            @CheckForNull Localizable description,
            @CheckForNull Permission impliedBy,
            @NonNull PermissionScope scope) {
        this(group, name, description, impliedBy, true, new PermissionScope[] {scope});
    }

    private static Permission generic(String name, Permission impliedBy) {
        return new Permission(GROUP, name, null, impliedBy, true, new PermissionScope[0]);
    }

    public boolean isContainedBy(@NonNull PermissionScope s) {
        return scopes.stream().anyMatch(scope -> scope.isContainedBy(s));
    }

    @NonNull
    public String getId() {
        return owner.getName() + '.' + name;
    }

    @CheckForNull
    public static Permission fromId(@NonNull String id) {
        int dot = id.lastIndexOf('.');
        if (dot < 0) {
            return null;
        }
        for (PermissionGroup group : PermissionGroup.getAll()) {
            if (group.owner.getName().equals(id.substring(0, dot))) {
                return group.find(id.substring(dot + 1));
            }
        }
        return null;
    }

    public void setEnabled(boolean enable) {
        enabled = enable;
    }

    public boolean getEnabled() {
        return enabled;
    }

    @NonNull
    public static List<Permission> getAll() {
        return Collections.unmodifiableList(ALL);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Permission that && getId().equals(that.getId());
    }

    @Override
    public int hashCode() {
        return getId().hashCode();
    }

    @Override
    public String toString() {
        return "Permission[" + owner + ',' + name + ']';
    }
}
