package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.Util;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Somebody who has been seen; kept in memory only. The controller's security realm knows the groups. */
public class User extends AbstractModelObject implements AccessControlled, Comparable<User> {
    private static final Map<String, User> ALL = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private final String id;
    private volatile String fullName;

    private User(String id) {
        this.id = id;
        this.fullName = id;
    }

    public String getId() {
        return id;
    }

    @NonNull
    public String getUrl() {
        return "user/" + Util.rawEncode(id.toLowerCase(Locale.ENGLISH));
    }

    @NonNull
    public String getFullName() {
        return fullName;
    }

    public void setFullName(String name) {
        fullName = Util.fixEmptyAndTrim(name) == null ? id : name;
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return fullName;
    }

    @NonNull
    public Authentication impersonate2() throws UsernameNotFoundException {
        return new UsernamePasswordAuthenticationToken(
                id, "", Jenkins.get().getSecurityRealm().loadUserByUsername2(id).getAuthorities());
    }

    @NonNull
    public List<String> getAuthorities() {
        List<String> names = new ArrayList<>();
        for (GrantedAuthority authority : impersonate2().getAuthorities()) {
            names.add(authority.getAuthority());
        }
        return names;
    }

    @NonNull
    public static User getUnknown() {
        return getById("unknown", true);
    }

    @NonNull
    public static User getOrCreateByIdOrFullName(@NonNull String idOrFullName) {
        synchronized (ALL) {
            for (User user : ALL.values()) {
                if (user.fullName.equals(idOrFullName)) {
                    return user;
                }
            }
        }
        return getById(idOrFullName, true);
    }

    @CheckForNull
    public static User current() {
        return get2(Jenkins.getAuthentication2());
    }

    @CheckForNull
    public static User get2(@CheckForNull Authentication a) {
        return a == null || a instanceof AnonymousAuthenticationToken ? null : getById(a.getName(), true);
    }

    @Nullable
    public static User getById(String id, boolean create) {
        synchronized (ALL) {
            User known = ALL.get(id);
            if (known == null && create) {
                known = new User(id);
                ALL.put(id, known);
            }
            return known;
        }
    }

    @NonNull
    public static Collection<User> getAll() {
        synchronized (ALL) {
            return List.copyOf(ALL.values());
        }
    }

    @NonNull
    @Override
    public ACL getACL() {
        return Jenkins.get().getAuthorizationStrategy().getACL(this);
    }

    @Override
    public int compareTo(@NonNull User that) {
        return String.CASE_INSENSITIVE_ORDER.compare(id, that.id);
    }

    @Override
    public String toString() {
        return id;
    }
}
