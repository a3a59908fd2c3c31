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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private static final int SHORTEST_IN_DATA = 8;

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
    public static SecretMask ofTexts(@NonNull Collection<SecretText> texts) {
        Set<String> forms = new TreeSet<>();
        texts.forEach(text -> addLines(forms, text.reveal()));
        return new SecretMask(forms);
    }

    /** Hides what either hides. */
    @NonNull
    public SecretMask and(@NonNull SecretMask other) {
        if (forms.isEmpty() || other.forms.isEmpty()) {
            return forms.isEmpty() ? other : this;
        }
        Set<String> both = new TreeSet<>(forms);
        both.addAll(other.forms);
        return new SecretMask(both);
    }

    /**
     * Masks the texts of a value made of maps, lists, texts, numbers and booleans. Forms that could be a word of an
     * ordinary value stay: a branch must not lose its name to a password that is a word of it.
     */
    @CheckForNull
    public Object maskData(@CheckForNull Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> masked = new LinkedHashMap<>();
            map.forEach((key, each) -> masked.put(maskData(key), maskData(each)));
            return masked;
        } else if (value instanceof List<?> list) {
            List<Object> masked = new ArrayList<>();
            list.forEach(each -> masked.add(maskData(each)));
            return masked;
        }
        return value instanceof String text ? mask(text, SHORTEST_IN_DATA) : value;
    }

    @NonNull
    public String mask(@NonNull String text) {
        return mask(text, 0);
    }

    private String mask(String text, int shortest) {
        String masked = text;
        for (String form : forms) {
            masked = form.length() < shortest ? masked : masked.replace(form, STARS);
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
            addLines(forms, key.privateKey().reveal());
            if (key.passphrase() != null) {
                add(forms, key.passphrase().reveal());
            }
        }
    }

    /** Keys are shown line by line. */
    private static void addLines(Set<String> forms, String secret) {
        if (secret.strip().lines().count() > 1) {
            secret.lines().filter(line -> line.length() > 20).forEach(line -> add(forms, line));
        }
        add(forms, secret);
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
