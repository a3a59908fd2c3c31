package io.jenkins.plugins.kargo.security;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.security.ACL;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.SecretUnavailable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Credentials as the secrets of expressions, where an item of Jenkins may use them. */
public final class ItemSecrets {
    private static final List<Class<? extends StandardCredentials>> TYPES =
            List.of(StringCredentials.class, StandardUsernamePasswordCredentials.class, SSHUserPrivateKey.class);

    private ItemSecrets() {}

    /**
     * The values of the bindings by key. A secret text is found under {@code token}, a username with password under
     * {@code username} and {@code password}, an SSH key under {@code username}, {@code sshPrivateKey} and
     * {@code passphrase}; a binding's own key takes the place of the one for the secret itself.
     *
     * @param bindings of one name
     * @param item whose credentials count: the folder that owns the project, or its configuration job
     * @throws SecretUnavailable when a credential is not there
     */
    @NonNull
    public static Map<String, SecretText> of(@NonNull List<SecretBinding> bindings, @NonNull Item item) {
        Map<String, SecretText> values = new LinkedHashMap<>();
        for (SecretBinding binding : bindings) {
            Credential credential = find(binding.credentialsId(), item)
                    .orElseThrow(
                            () -> new SecretUnavailable(
                                    "secret \"" + binding.name() + "\" is bound to the credential '"
                                            + binding.credentialsId() + "', which is not there or which '"
                                            + item.getFullName()
                                            + "' may not use: a secret text, a username with password or an SSH key is needed"));
            put(values, binding, credential);
        }
        return values;
    }

    private static Optional<Credential> find(String id, Item item) {
        for (Class<? extends StandardCredentials> type : TYPES) {
            IdCredentials found = CredentialsProvider.findCredentialByIdInItem(id, type, item, ACL.SYSTEM2, List.of());
            Optional<Credential> converted = found == null ? Optional.empty() : BuildCredentials.convert(found);
            if (converted.isPresent()) {
                CredentialsProvider.track(item, found);
                return converted;
            }
        }
        return Optional.empty();
    }

    private static void put(Map<String, SecretText> values, SecretBinding binding, Credential credential) {
        if (credential instanceof Credential.Token token) {
            values.put(key(binding, "token"), token.token());
        } else if (credential instanceof Credential.UsernamePassword pair) {
            values.put("username", new SecretText(pair.username()));
            values.put(key(binding, "password"), pair.password());
        } else if (credential instanceof Credential.SshKey key) {
            values.put("username", new SecretText(key.username()));
            values.put(key(binding, "sshPrivateKey"), key.privateKey());
            if (key.passphrase() != null) {
                values.put("passphrase", key.passphrase());
            }
        }
    }

    private static String key(SecretBinding binding, String usual) {
        return binding.key().isEmpty() ? usual : binding.key();
    }
}
