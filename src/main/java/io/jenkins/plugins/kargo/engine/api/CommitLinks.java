package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where people find a commit, or what changed between two, on the web; only for hosts whose address scheme is known. */
final class CommitLinks {
    private static final Pattern WEB = Pattern.compile("https?://(?:[^/@]*@)?([^/]+)/(.+?)(?:\\.git)?/?");
    private static final Pattern SSH =
            Pattern.compile("(?:ssh://)?(?:[^/@]+@)([^/:]+)(?::\\d+/|[:/])(.+?)(?:\\.git)?/?");

    private CommitLinks() {}

    /** The page of a commit, null where the host's scheme is not known. */
    @CheckForNull
    static String of(@NonNull String repoURL, @NonNull String commit) {
        Place place = Place.of(repoURL);
        if (place == null || !isCommit(commit)) {
            return null;
        }
        return switch (place.kind()) {
            case GITLAB -> place.page() + "/-/commit/" + commit;
            case BITBUCKET -> place.page() + "/commits/" + commit;
            case GITHUB, AZURE -> place.page() + "/commit/" + commit;
        };
    }

    /** The page that shows what changed between two commits, null where the host's scheme is not known. */
    @CheckForNull
    static String between(@NonNull String repoURL, @NonNull String from, @NonNull String to) {
        Place place = Place.of(repoURL);
        if (place == null || !isCommit(from) || !isCommit(to)) {
            return null;
        }
        return switch (place.kind()) {
            case GITLAB -> place.page() + "/-/compare/" + from + "..." + to;
            case BITBUCKET -> place.page() + "/branches/compare/" + to + ".." + from;
            case GITHUB -> place.page() + "/compare/" + from + "..." + to;
            case AZURE -> null;
        };
    }

    private static boolean isCommit(String text) {
        return text.matches("[0-9a-f]{7,64}");
    }

    /** Gitea's addresses are GitHub's. */
    private enum Kind {
        GITHUB,
        GITLAB,
        BITBUCKET,
        AZURE
    }

    private record Place(Kind kind, String page) {
        @CheckForNull
        static Place of(String repoURL) {
            Matcher web = WEB.matcher(repoURL);
            Matcher ssh = SSH.matcher(repoURL);
            Matcher match = web.matches() ? web : ssh.matches() ? ssh : null;
            if (match == null) {
                return null;
            }
            String host = match.group(1).toLowerCase(Locale.ROOT);
            Kind kind = kind(host);
            return kind == null ? null : new Place(kind, "https://" + host + '/' + match.group(2));
        }

        @CheckForNull
        private static Kind kind(String host) {
            if (host.contains("gitlab")) {
                return Kind.GITLAB;
            }
            if (host.equals("bitbucket.org")) {
                return Kind.BITBUCKET;
            }
            if (host.equals("dev.azure.com")) {
                return Kind.AZURE;
            }
            boolean known = host.contains("github")
                    || host.endsWith(".ghe.com")
                    || host.contains("gitea")
                    || host.equals("codeberg.org");
            return known ? Kind.GITHUB : null;
        }
    }
}
