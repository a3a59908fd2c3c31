package io.jenkins.plugins.kargo.engine.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Credential;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Replaces a credential's secrets in text, raw, base64 and URL-encoded. */
final class SecretMask {
    private static final String STARS = "****";

    private final List<String> forms;

    private SecretMask(Set<String> forms) {
        List<String> sorted = new ArrayList<>(forms);
        // A form that contains another must go first, or its rest would stay.
        sorted.sort(Comparator.comparingInt(String::length).reversed());
        this.forms = sorted;
    }

    static SecretMask of(@CheckForNull Credential credential) {
        Set<String> forms = new TreeSet<>();
        if (credential instanceof Credential.UsernamePassword pair) {
            String password = pair.password().reveal();
            add(forms, password);
            add(forms, pair.username() + ':' + password);
        } else if (credential instanceof Credential.Token token) {
            add(forms, token.token().reveal());
        } else if (credential instanceof Credential.SshKey key) {
            key.privateKey().reveal().lines().filter(line -> line.length() > 20).forEach(line -> add(forms, line));
            if (key.passphrase() != null) {
                add(forms, key.passphrase().reveal());
            }
        }
        return new SecretMask(forms);
    }

    private static void add(Set<String> forms, String secret) {
        if (secret.isBlank()) {
            return;
        }
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        forms.addAll(List.of(secret, base64, encoded, encoded.replace("+", "%20")));
    }

    @NonNull
    String mask(@NonNull String text) {
        String masked = text;
        for (String form : forms) {
            masked = masked.replace(form, STARS);
        }
        return masked;
    }
}
