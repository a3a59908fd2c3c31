package io.jenkins.plugins.kargo.engine.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.UrlPasswords;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Checks URLs and names that come from YAML before they stand in git's arguments, where a leading dash would be an
 * option and some URLs run programs. Every method returns its argument or throws with what is allowed.
 */
public final class GitNames {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{4,64}");
    private static final Pattern FORBIDDEN_IN_REF = Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//");
    private static final Pattern SCP = Pattern.compile("(?:[^/@:\\s]+@)?[^/:\\s-][^/:\\s]*:(?!:|//)\\S+");
    private static final Pattern SCHEME = Pattern.compile("(https?|ssh|git\\+ssh|file)://[^\\s]+");

    private GitNames() {}

    /** http, https, ssh, {@code user@host:path} and file URLs; no transport helpers such as {@code ext::}. */
    @NonNull
    public static String url(@NonNull String url) throws GitException {
        boolean known = SCHEME.matcher(url.toLowerCase(Locale.ROOT)).matches()
                || SCP.matcher(url).matches();
        if (UrlPasswords.areIn(url)) {
            throw new GitException("The URL " + UrlPasswords.hidden(url)
                    + " holds a password: take it out, and bind a Jenkins credential to the URL instead");
        }
        if (!known || url.startsWith("-") || url.contains("::") || url.chars().anyMatch(Character::isISOControl)) {
            throw new GitException("'" + url + "' is not the URL of a git repository that may be used here: "
                    + "give one that begins with https://, http://, ssh:// or file://, or user@host:path");
        }
        return url;
    }

    /** A branch's short name. */
    @NonNull
    public static String branch(@NonNull String name) throws GitException {
        return ref(name, "branch");
    }

    /** A tag's short name. */
    @NonNull
    public static String tag(@NonNull String name) throws GitException {
        return ref(name, "tag");
    }

    /** A commit id, at least four hex digits. */
    @NonNull
    public static String commit(@NonNull String id) throws GitException {
        if (!COMMIT.matcher(id).matches()) {
            throw new GitException("'" + id + "' is not a commit id: give its hex digits");
        }
        return id;
    }

    /** The rules of git-check-ref-format. */
    private static String ref(String name, String kind) throws GitException {
        boolean bad = name.isEmpty()
                || name.startsWith("-")
                || name.startsWith("/")
                || name.startsWith("refs/")
                || name.endsWith("/")
                || name.endsWith(".")
                || name.equals("@")
                || FORBIDDEN_IN_REF.matcher(name).find();
        for (String part : name.split("/")) {
            bad |= part.startsWith(".") || part.endsWith(".lock");
        }
        if (bad) {
            throw new GitException("'" + name + "' cannot be the name of a " + kind + " in git");
        }
        return name;
    }
}
