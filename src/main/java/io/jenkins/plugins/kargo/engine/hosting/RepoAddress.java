package io.jenkins.plugins.kargo.engine.hosting;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository's URL, taken apart.
 *
 * @param scheme of its API: https, unless the repository itself is reached by plain http
 * @param authority host in lower case, with its port when the URL is one of the web
 * @param path the segments, the last without {@code .git}
 */
record RepoAddress(
        @NonNull String scheme,
        @NonNull String authority,
        @NonNull List<String> path) {
    /** {@code scm/project/repository}: how the URLs of Bitbucket Data Center end. */
    static final int SCM_SEGMENTS = 3;

    private static final Pattern SCP = Pattern.compile("(?:[^@/]+@)?([^:/]+):(?!/)(.+)");

    /** @throws IllegalArgumentException when it is no URL of a repository */
    static RepoAddress parse(@NonNull String url) {
        Matcher scp = SCP.matcher(url);
        if (!url.contains("://") && scp.matches()) {
            return new RepoAddress("https", scp.group(1).toLowerCase(Locale.ROOT), segments(scp.group(2)));
        }
        URI uri = URI.create(url);
        if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw new IllegalArgumentException("'" + url + "' is not the URL of a repository");
        }
        String named = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean web = named.equals("http") || named.equals("https");
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        String authority = web && uri.getPort() >= 0 ? host + ':' + uri.getPort() : host;
        return new RepoAddress(named.equals("http") ? "http" : "https", authority, segments(uri.getPath()));
    }

    private static List<String> segments(String path) {
        return Arrays.stream(
                        path.replaceAll("/+$", "").replaceAll("\\.git$", "").split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    boolean isOfDataCenter() {
        return path.size() >= SCM_SEGMENTS
                && path.get(path.size() - SCM_SEGMENTS).equals("scm");
    }

    String host() {
        int colon = authority.lastIndexOf(':');
        return colon < 0 || authority.endsWith("]") ? authority : authority.substring(0, colon);
    }

    /** {@code scheme://authority}. */
    String server() {
        return scheme + "://" + authority;
    }

    /** The last segment. */
    String name() {
        return path.get(path.size() - 1);
    }

    /** The segment before the last. @throws IllegalArgumentException when there is none */
    String owner() {
        if (path.size() < 2) {
            throw new IllegalArgumentException(server() + '/' + name() + " names no owner of the repository");
        }
        return path.get(path.size() - 2);
    }
}
