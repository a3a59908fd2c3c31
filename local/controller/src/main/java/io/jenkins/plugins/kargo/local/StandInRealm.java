package io.jenkins.plugins.kargo.local;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.security.SecurityRealm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Users and groups of the setup. */
final class StandInRealm extends SecurityRealm {
    static final String AUTHENTICATED = "authenticated";

    private volatile List<Setup.UserAccount> users = List.of();

    void apply(Setup setup) {
        users = setup.users();
    }

    @Override
    public UserDetails loadUserByUsername2(String username) {
        for (Setup.UserAccount user : users) {
            if (user.id().equals(username)) {
                List<GrantedAuthority> authorities = new ArrayList<>();
                authorities.add(new SimpleGrantedAuthority(AUTHENTICATED));
                user.groups().forEach(group -> authorities.add(new SimpleGrantedAuthority(group)));
                return new User(username, "", authorities);
            }
        }
        throw new UsernameNotFoundException(username);
    }

    /** The user's authentication when the password is right, else null. */
    @CheckForNull
    Authentication authenticate(String username, String password) {
        for (Setup.UserAccount user : users) {
            if (user.id().equals(username) && sameText(user.password(), password)) {
                return new UsernamePasswordAuthenticationToken(
                        username, "", loadUserByUsername2(username).getAuthorities());
            }
        }
        return null;
    }

    private static boolean sameText(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
