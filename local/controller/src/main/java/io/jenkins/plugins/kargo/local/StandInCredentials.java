package io.jenkins.plugins.kargo.local;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsDescriptor;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.DomainSpecification;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import com.cloudbees.plugins.credentials.domains.SchemeSpecification;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.util.Secret;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.springframework.security.core.Authentication;

/** The credentials of the setup; global ones first, then those of a domain, as the real providers list them. */
@Extension
public final class StandInCredentials extends CredentialsProvider {
    private static volatile List<Setup.StoredCredential> stored = List.of();

    static void apply(Setup setup) {
        stored = setup.credentials();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public <C extends Credentials> List<C> getCredentialsInItemGroup(
            Class<C> type,
            ItemGroup itemGroup,
            Authentication authentication,
            List<DomainRequirement> domainRequirements) {
        List<C> global = new ArrayList<>();
        List<C> ofDomains = new ArrayList<>();
        for (Setup.StoredCredential each : stored) {
            Domain domain = domain(each);
            Credentials credentials = credentials(each);
            if (type.isInstance(credentials) && reaches(each, itemGroup) && domain.test(domainRequirements)) {
                (domain.isGlobal() ? global : ofDomains).add(type.cast(credentials));
            }
        }
        global.addAll(ofDomains);
        return global;
    }

    private static boolean reaches(Setup.StoredCredential each, ItemGroup<?> group) {
        if (each.folder() == null || each.folder().isEmpty()) {
            return true;
        }
        for (ItemGroup<?> above = group; above instanceof Item item; above = item.getParent()) {
            if (above.getFullName().equals(each.folder())) {
                return true;
            }
        }
        return false;
    }

    private static Domain domain(Setup.StoredCredential each) {
        if (each.host() == null) {
            return Domain.global();
        }
        List<DomainSpecification> specifications = new ArrayList<>();
        specifications.add(new HostnameSpecification(each.host(), null));
        if (each.scheme() != null) {
            specifications.add(new SchemeSpecification(each.scheme()));
        }
        return new Domain(each.host(), "", specifications);
    }

    private static Credentials credentials(Setup.StoredCredential each) {
        Secret secret = Secret.fromString(each.secret());
        return switch (each.kind()) {
            case "usernamePassword" -> new UsernamePassword(each.id(), each.username(), secret);
            case "sshKey" ->
                new SshKey(
                        each.id(),
                        each.username(),
                        secret,
                        each.passphrase() == null ? null : Secret.fromString(each.passphrase()));
            case "secretText" -> new SecretText(each.id(), secret);
            default ->
                throw new IllegalArgumentException(
                        "Credential '" + each.id() + "' has the unknown kind '" + each.kind() + "'");
        };
    }

    /** What the kinds have in common. */
    private abstract static class Stored implements StandardCredentials {
        private static final long serialVersionUID = 1;
        private final String id;
        final Secret secret;

        Stored(String id, Secret secret) {
            this.id = id;
            this.secret = secret;
        }

        @Override
        public String getId() {
            return id;
        }

        @Override
        public String getDescription() {
            return "";
        }

        @Override
        public CredentialsScope getScope() {
            return CredentialsScope.GLOBAL;
        }

        @Override
        public CredentialsDescriptor getDescriptor() {
            throw new UnsupportedOperationException("credentials are made from the setup");
        }
    }

    private static final class UsernamePassword extends Stored implements StandardUsernamePasswordCredentials {
        private static final long serialVersionUID = 1;
        private final String username;

        UsernamePassword(String id, String username, Secret password) {
            super(id, password);
            this.username = username;
        }

        @Override
        public String getUsername() {
            return username;
        }

        @Override
        public Secret getPassword() {
            return secret;
        }
    }

    private static final class SshKey extends Stored implements SSHUserPrivateKey {
        private static final long serialVersionUID = 1;
        private final String username;
        private final Secret passphrase;

        SshKey(String id, String username, Secret key, @CheckForNull Secret passphrase) {
            super(id, key);
            this.username = username;
            this.passphrase = passphrase;
        }

        @Override
        public String getUsername() {
            return username;
        }

        @Override
        public Secret getPassphrase() {
            return passphrase;
        }

        @Override
        public List<String> getPrivateKeys() {
            return List.of(secret.getPlainText());
        }
    }

    private static final class SecretText extends Stored implements StringCredentials {
        private static final long serialVersionUID = 1;

        SecretText(String id, Secret secret) {
            super(id, secret);
        }

        @Override
        public Secret getSecret() {
            return secret;
        }
    }
}
