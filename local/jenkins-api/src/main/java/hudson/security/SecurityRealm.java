package hudson.security;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import jenkins.model.IdStrategy;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

public abstract class SecurityRealm implements Describable<SecurityRealm>, ExtensionPoint {
    public IdStrategy getUserIdStrategy() {
        return IdStrategy.CASE_INSENSITIVE;
    }

    public UserDetails loadUserByUsername2(String username) throws UsernameNotFoundException {
        throw new UsernameNotFoundException(username);
    }
}
