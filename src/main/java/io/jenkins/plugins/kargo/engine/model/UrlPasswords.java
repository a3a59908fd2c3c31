package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passwords in URLs, which would be stored, logged and seen by everybody who may see the URL. */
public final class UrlPasswords {
    private static final Pattern PASSWORD = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://[^/\\s:@]*:)[^/\\s@]+(?=@)");

    private UrlPasswords() {}

    /** Whether the text has a URL with a password in it. */
    public static boolean areIn(@NonNull String text) {
        return text.contains("://") && PASSWORD.matcher(text).find();
    }

    /** The text with stars for its passwords. */
    @NonNull
    public static String hidden(@NonNull String text) {
        return areIn(text)
                ? PASSWORD.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + "****"))
                : text;
    }
}
