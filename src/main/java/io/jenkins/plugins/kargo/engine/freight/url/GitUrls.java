package io.jenkins.plugins.kargo.engine.freight.url;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import edu.umd.cs.findbugs.annotations.NonNull;

/** Spellings of git repository URLs. */
public final class GitUrls {
    /** Before a path without a host, for events that do not name theirs. */
    public static final String ANY_HOST = "*";

    private static final Pattern SCP = Pattern.compile("^((?:[\\w-]+@)?[\\w-]+(?:\\.[\\w-]+)*)(?::(.*))?$");

    private GitUrls() {}

    /**
     * The form in which Kargo compares and hashes a git URL: lower case, {@link UrlText#sanitize sanitised}, without one
     * trailing slash and then one {@code .git}; http(s) without user information; {@code user@host:path} as
     * {@code ssh://user@host/path}. What is no URL, and what has a query, comes back unchanged.
     */
    @NonNull
    public static String normalize(@NonNull String repoURL) {
        String text = UrlText.toBytes(UrlText.sanitize(UrlText.lowerCase(repoURL)));
        try {
            if (text.startsWith("http://") || text.startsWith("https://")) {
                GoUrl url = GoUrl.parse(text);
                return url.hasParameters() ? repoURL : print(withoutSuffix(url.withoutUser()));
            }
            if (text.startsWith("ssh://")) {
                GoUrl url = GoUrl.parse(text);
                return url.hasParameters() ? repoURL : print(withoutSuffix(url));
            }
            Matcher scp = SCP.matcher(text);
            return scp.matches() ? normalizeScp(scp) : repoURL;
        } catch (UrlSyntaxException e) {
            return repoURL;
        }
    }

    /**
     * Whether both spellings name the same repository.
     *
     * @param told a URL, or {@link #ANY_HOST} and a path with a slash before it
     */
    public static boolean names(@NonNull String told, @NonNull String repoURL) {
        return told.startsWith(ANY_HOST + '/')
                ? normalize(repoURL).endsWith(UrlText.lowerCase(told.substring(ANY_HOST.length())))
                : normalize(told).equals(normalize(repoURL));
    }

    private static String normalizeScp(Matcher scp) throws UrlSyntaxException {
        GoUrl path = withoutSuffix(GoUrl.parse(scp.group(2) == null ? "" : scp.group(2)));
        String host = UrlText.fromBytes("ssh://" + scp.group(1));
        return path.path().isEmpty() ? host : host + '/' + print(path);
    }

    private static GoUrl withoutSuffix(GoUrl url) {
        String path = url.path();
        if (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        if (path.endsWith(".git")) {
            path = path.substring(0, path.length() - ".git".length());
        }
        return url.withPath(path);
    }

    private static String print(GoUrl url) {
        return UrlText.fromBytes(url.toString());
    }
}
