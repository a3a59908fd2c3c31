package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Replaces the secrets of credentials in text: raw, URL-encoded, and in base64 wherever they begin in what was encoded.
 * Immutable. It travels to agents with the credentials that it hides and is never stored.
 */
public final class SecretMask implements Serializable {
    /** Hides nothing. */
    public static final SecretMask NONE = new SecretMask(Set.of());

    private static final long serialVersionUID = 1;
    private static final String STARS = "****";

    /** Shorter pieces of base64 would hit ordinary words. */
    private static final int SHORTEST_BASE64 = 6;

    private final ArrayList<String> forms;

    private SecretMask(Set<String> forms) {
        this.forms = new ArrayList<>(forms);
        // A form that contains another must go first, or its rest would stay.
        this.forms.sort(Comparator.comparingInt(String::length).reversed());
    }

    /** @param credential null hides nothing */
    @NonNull
    public static SecretMask of(@CheckForNull Credential credential) {
        return credential == null ? NONE : ofAll(List.of(credential));
    }

    @NonNull
    public static SecretMask ofAll(@NonNull Collection<? extends Credential> credentials) {
        Set<String> forms = new TreeSet<>();
        credentials.forEach(credential -> addAll(forms, credential));
        return new SecretMask(forms);
    }

    @NonNull
    public String mask(@NonNull String text) {
        String masked = text;
        for (String form : forms) {
            masked = masked.replace(form, STARS);
        }
        return masked;
    }

    private static void addAll(Set<String> forms, Credential credential) {
        if (credential instanceof Credential.UsernamePassword pair) {
            add(forms, pair.password().reveal());
            add(forms, pair.username() + ':' + pair.password().reveal());
        } else if (credential instanceof Credential.Token token) {
            add(forms, token.token().reveal());
        } else if (credential instanceof Credential.SshKey key) {
            key.privateKey().reveal().lines().filter(line -> line.length() > 20).forEach(line -> add(forms, line));
            if (key.passphrase() != null) {
                add(forms, key.passphrase().reveal());
            }
        }
    }

    private static void add(Set<String> forms, String secret) {
        if (secret.isBlank()) {
            return;
        }
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        forms.addAll(List.of(secret, encoded, encoded.replace("+", "%20"), lowerCaseEscapes(encoded)));
        for (int offset = 0; offset < 3; offset++) {
            addBase64(forms, secret.getBytes(StandardCharsets.UTF_8), offset);
        }
    }

    /** The characters that depend on the secret alone when {@code offset} bytes modulo three precede it. */
    private static void addBase64(Set<String> forms, byte[] secret, int offset) {
        byte[] shifted = new byte[offset + secret.length];
        System.arraycopy(secret, 0, shifted, offset, secret.length);
        int first = (offset * 8 + 5) / 6;
        int last = shifted.length * 8 / 6;
        if (offset == 0) {
            forms.add(Base64.getEncoder().withoutPadding().encodeToString(secret));
            forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        }
        if (last - first >= SHORTEST_BASE64) {
            forms.add(Base64.getEncoder().encodeToString(shifted).substring(first, last));
            forms.add(Base64.getUrlEncoder().encodeToString(shifted).substring(first, last));
        }
    }

    private static String lowerCaseEscapes(String encoded) {
        StringBuilder text = new StringBuilder(encoded);
        for (int i = text.indexOf("%"); i >= 0 && i + 3 <= text.length(); i = text.indexOf("%", i + 3)) {
            text.replace(i, i + 3, text.substring(i, i + 3).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }
}
