package hudson.security;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jvnet.localizer.Localizable;

public final class PermissionGroup implements Iterable<Permission>, Comparable<PermissionGroup> {
    private static final List<PermissionGroup> ALL = new CopyOnWriteArrayList<>();

    @NonNull
    public final Class owner;

    public final Localizable title;

    private final List<Permission> permissions = new CopyOnWriteArrayList<>();
    private final String id;

    public PermissionGroup(@NonNull Class owner, Localizable title) throws IllegalStateException {
        this(title.toString(), owner, title);
    }

    public PermissionGroup(String id, @NonNull Class owner, Localizable title) throws IllegalStateException {
        this.owner = owner;
        this.title = title;
        this.id = id;
        ALL.add(this);
    }

    void add(Permission permission) {
        if (find(permission.name) != null) {
            throw new IllegalStateException("attempt to register a second Permission for " + permission.getId());
        }
        permissions.add(permission);
    }

    public String getId() {
        return id;
    }

    public String getOwnerClassName() {
        return owner.getName();
    }

    @Override
    public Iterator<Permission> iterator() {
        return getPermissions().iterator();
    }

    public List<Permission> getPermissions() {
        return Collections.unmodifiableList(permissions);
    }

    public Permission find(String name) {
        for (Permission permission : permissions) {
            if (permission.name.equals(name)) {
                return permission;
            }
        }
        return null;
    }

    public int size() {
        return permissions.size();
    }

    public static List<PermissionGroup> getAll() {
        return Collections.unmodifiableList(ALL);
    }

    @CheckForNull
    public static PermissionGroup get(Class owner) {
        for (PermissionGroup group : ALL) {
            if (group.owner == owner) {
                return group;
            }
        }
        return null;
    }

    @Override
    public int compareTo(PermissionGroup that) {
        return getOwnerClassName().compareTo(that.getOwnerClassName());
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof PermissionGroup that && getOwnerClassName().equals(that.getOwnerClassName());
    }

    @Override
    public int hashCode() {
        return getOwnerClassName().hashCode();
    }

    @Override
    public String toString() {
        return "PermissionGroup[" + getOwnerClassName() + ']';
    }
}
