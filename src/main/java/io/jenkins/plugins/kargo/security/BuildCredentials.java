package io.jenkins.plugins.kargo.security;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.HostnamePortRequirement;
import com.cloudbees.plugins.credentials.domains.HostnameRequirement;
import com.cloudbees.plugins.credentials.domains.PathRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.util.Secret;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.springframework.security.core.Authentication;

/**
 * The credentials that a job may use, with its authority, for one of its builds or for discovery without a build; their
 * use is noted in their fingerprints.
 */
final class BuildCredentials implements CredentialSource {
    /** A host that no domain specification names: what matches it too has no specification that says where. */
    private static final String NOWHERE = "nowhere.invalid";

    /** Of a file with a private key, or a kubeconfig. */
    private static final int MAX_FILE = 1 << 20;

    private final Job<?, ?> job;

    /** Null without a build. */
    private final Run<?, ?> run;

    BuildCredentials(Run<?, ?> run) {
        this.job = run.getParent();
        this.run = run;
    }

    BuildCredentials(Job<?, ?> job) {
        this.job = job;
        this.run = null;
    }

    @Override
    public String describe() {
        return "the job '" + job.getFullName() + "'";
    }

    @Override
    public Optional<Credential> byId(String id, String url) {
        List<DomainRequirement> requirements = requirements(url);
        for (Class<? extends StandardCredentials> type : types(url)) {
            IdCredentials found = find(id, type, requirements);
            Optional<Credential> converted = found == null ? Optional.empty() : convert(found);
            if (converted.isPresent()) {
                return converted;
            }
        }
        return Optional.empty();
    }

    @CheckForNull
    private IdCredentials find(
            String id, Class<? extends StandardCredentials> type, List<DomainRequirement> requirements) {
        if (run != null) {
            return CredentialsProvider.findCredentialById(id, type, run, requirements);
        }
        StandardCredentials found = lookUp(type, requirements).stream()
                .filter(each -> each.getId().equals(id))
                .findFirst()
                .orElse(null);
        if (found != null) {
            CredentialsProvider.track(job, found);
        }
        return found;
    }

    @Override
    public List<Credential> byDomain(String url) {
        List<DomainRequirement> requirements = requirements(url);
        if (requirements.stream().noneMatch(HostnameRequirement.class::isInstance)) {
            return List.of();
        }
        List<Credential> ofPath = new ArrayList<>();
        List<Credential> ofHost = new ArrayList<>();
        for (Class<? extends StandardCredentials> type : types(url)) {
            Set<String> anywhere = ids(type, elsewhere(requirements, NOWHERE, null));
            Set<String> anyPath = ids(type, elsewhere(requirements, null, "/" + NOWHERE));
            for (StandardCredentials found : lookUp(type, requirements)) {
                if (!anywhere.contains(found.getId())) {
                    List<Credential> list = anyPath.contains(found.getId()) ? ofHost : ofPath;
                    convert(found).ifPresent(list::add);
                }
            }
        }
        ofPath.addAll(ofHost);
        ofPath.stream().findFirst().ifPresent(best -> track(best.id(), url));
        return ofPath;
    }

    private void track(String id, String url) {
        for (Class<? extends StandardCredentials> type : types(url)) {
            lookUp(type, requirements(url)).stream()
                    .filter(found -> found.getId().equals(id))
                    .findFirst()
                    .ifPresent(this::track);
        }
    }

    private void track(StandardCredentials used) {
        if (run == null) {
            CredentialsProvider.track(job, used);
        } else {
            CredentialsProvider.track(run, used);
        }
    }

    /** In the order of preference for the URL. */
    private static List<Class<? extends StandardCredentials>> types(String url) {
        if (CredentialUrls.isSigning(url)) {
            return List.of(SSHUserPrivateKey.class, FileCredentials.class, StringCredentials.class);
        }
        if (CredentialUrls.isArgoCD(url)) {
            return List.of(FileCredentials.class, StringCredentials.class);
        }
        return CredentialUrls.isSsh(url)
                ? List.of(SSHUserPrivateKey.class)
                : List.of(StandardUsernamePasswordCredentials.class, StringCredentials.class);
    }

    private static List<DomainRequirement> requirements(String url) {
        if (CredentialUrls.isSigning(url)) {
            // Its host is that of an email address: no credential is for that place.
            return List.of();
        }
        if (CredentialUrls.isArgoCD(url)) {
            String server = url.substring(CredentialUrls.ARGO_CD.length());
            return server.contains("://")
                    ? URIRequirementBuilder.fromUri(server).build()
                    : List.of();
        }
        return URIRequirementBuilder.fromUri(CredentialUrls.asUri(url)).build();
    }

    private static List<DomainRequirement> elsewhere(
            List<DomainRequirement> requirements, @CheckForNull String host, @CheckForNull String path) {
        List<DomainRequirement> changed = new ArrayList<>();
        for (DomainRequirement requirement : requirements) {
            if (host != null && requirement instanceof HostnamePortRequirement port) {
                changed.add(new HostnamePortRequirement(host, port.getPort()));
            } else if (host != null && requirement instanceof HostnameRequirement) {
                changed.add(new HostnameRequirement(host));
            } else if (path != null && requirement instanceof PathRequirement) {
                changed.add(new PathRequirement(path));
            } else {
                changed.add(requirement);
            }
        }
        return changed;
    }

    private Set<String> ids(Class<? extends StandardCredentials> type, List<DomainRequirement> requirements) {
        return lookUp(type, requirements).stream().map(IdCredentials::getId).collect(Collectors.toSet());
    }

    private List<? extends StandardCredentials> lookUp(
            Class<? extends StandardCredentials> type, List<DomainRequirement> requirements) {
        Authentication authority = job instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
        return CredentialsProvider.lookupCredentialsInItem(type, job, authority, requirements);
    }

    static Optional<Credential> convert(IdCredentials credentials) {
        String id = credentials.getId();
        if (credentials instanceof SSHUserPrivateKey key
                && !key.getPrivateKeys().isEmpty()) {
            return Optional.of(new Credential.SshKey(
                    id,
                    key.getUsername(),
                    new SecretText(key.getPrivateKeys().get(0)),
                    key.getPassphrase() == null
                                    || Secret.toString(key.getPassphrase()).isEmpty()
                            ? null
                            : text(key.getPassphrase())));
        }
        if (credentials instanceof StandardUsernamePasswordCredentials pair) {
            return Optional.of(new Credential.UsernamePassword(id, pair.getUsername(), password(pair)));
        }
        if (credentials instanceof StringCredentials token) {
            return Optional.of(new Credential.Token(id, text(token.getSecret())));
        }
        if (credentials instanceof FileCredentials file) {
            try (InputStream in = file.getContent()) {
                byte[] content = in.readNBytes(MAX_FILE);
                return Optional.of(
                        new Credential.Token(id, new SecretText(new String(content, StandardCharsets.UTF_8))));
            } catch (IOException e) {
                throw new UncheckedIOException("The secret file of the credential '" + id + "' cannot be read", e);
            }
        }
        return Optional.empty();
    }

    /** The password of a GitHub App is a token for an hour, which GitHub gives out: that may fail for a while. */
    private static SecretText password(StandardUsernamePasswordCredentials pair) {
        try {
            return text(pair.getPassword());
        } catch (RuntimeException e) {
            throw new UncheckedIOException(new IOException(
                    "The credential '" + pair.getId() + "' gives no password now: " + e.getMessage(), e));
        }
    }

    private static SecretText text(Secret secret) {
        return new SecretText(secret.getPlainText());
    }
}
