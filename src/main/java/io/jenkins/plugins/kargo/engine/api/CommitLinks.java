package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where people find a commit on the web; only for hosts whose address scheme is known. */
final class CommitLinks {
    private static final Pattern WEB = Pattern.compile("https?://(?:[^/@]*@)?([^/]+)/(.+?)(?:\\.git)?/?");
    private static final Pattern SSH =
            Pattern.compile("(?:ssh://)?(?:[^/@]+@)([^/:]+)(?::\\d+/|[:/])(.+?)(?:\\.git)?/?");

    private CommitLinks() {}

    @CheckForNull
    static String of(@NonNull String repoURL, @NonNull String commit) {
        Matcher web = WEB.matcher(repoURL);
        Matcher ssh = SSH.matcher(repoURL);
        Matcher match = web.matches() ? web : ssh.matches() ? ssh : null;
        if (match == null || !commit.matches("[0-9a-f]{7,64}")) {
            return null;
        }
        String host = match.group(1).toLowerCase(Locale.ROOT);
        String page = "https://" + host + '/' + match.group(2);
        if (host.contains("gitlab")) {
            return page + "/-/commit/" + commit;
        }
        if (host.equals("bitbucket.org")) {
            return page + "/commits/" + commit;
        }
        boolean known = host.contains("github")
                || host.endsWith(".ghe.com")
                || host.contains("gitea")
                || host.equals("codeberg.org");
        return known || host.equals("dev.azure.com") ? page + "/commit/" + commit : null;
    }
}
