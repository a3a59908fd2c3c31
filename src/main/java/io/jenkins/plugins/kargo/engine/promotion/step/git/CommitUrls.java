package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages of commits on the servers that Kargo knows. */
public final class CommitUrls {
    private static final Pattern SCP = Pattern.compile("(?:[^@/]+@)?([^:/]+):(?!/)(.+)");

    private static final Pattern DATA_CENTER = Pattern.compile("((?:/[^/]+)*?)(?:/scm)?/(~?)([^/]+)/([^/]+)");

    private CommitUrls() {}

    /**
     * @param provider azure, bitbucket, bitbucket-datacenter, gitea, github or gitlab; empty to guess it from the URL as Kargo
     *     does, and as its servers' URLs go for Bitbucket Data Center
     */
    @NonNull
    public static Optional<String> of(@NonNull String repoUrl, @NonNull String commit, @NonNull String provider) {
        Matcher scp = SCP.matcher(repoUrl);
        String host;
        String path;
        if (scp.matches() && !repoUrl.contains("://")) {
            host = scp.group(1);
            path = '/' + scp.group(2);
        } else {
            URI uri;
            try {
                uri = URI.create(repoUrl);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
            if (uri.getHost() == null || uri.getPath() == null) {
                return Optional.empty();
            }
            boolean web =
                    String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT).startsWith("http");
            host = web && uri.getPort() >= 0 ? uri.getHost() + ':' + uri.getPort() : uri.getHost();
            path = uri.getPath();
        }
        host = host.toLowerCase(Locale.ROOT);
        path = path.replaceAll("/+$", "").replaceAll("\\.git$", "");
        return Optional.ofNullable(page(provider.isEmpty() ? guess(host, path) : provider, host, path, commit));
    }

    private static String page(String provider, String host, String path, String commit) {
        return switch (provider) {
            case "github", "gitea" -> "https://" + host + path + "/commit/" + commit;
            case "gitlab" -> "https://" + host + path + "/-/commit/" + commit;
            case "bitbucket" -> "https://" + host + path + "/commits/" + commit;
            case "bitbucket-datacenter" -> dataCenter(host, path, commit);
            case "azure" -> "https://" + azure(host, path) + "/commit/" + commit;
            default -> null;
        };
    }

    /** {@code [/context]/scm/project/repository}, by SSH without {@code scm}; a user's own project is {@code ~user}. */
    @CheckForNull
    private static String dataCenter(String host, String path, String commit) {
        Matcher matcher = DATA_CENTER.matcher(path);
        if (!matcher.matches()) {
            return null;
        }
        String owner = matcher.group(2).isEmpty() ? "/projects/" : "/users/";
        return "https://" + host + matcher.group(1) + owner + matcher.group(3) + "/repos/" + matcher.group(4)
                + "/commits/" + commit;
    }

    /** Its SSH form is {@code ssh.dev.azure.com/v3/organization/project/repository}. */
    private static String azure(String host, String path) {
        Matcher ssh = Pattern.compile("/v3/([^/]+)/([^/]+)/([^/]+)").matcher(path);
        return ssh.matches()
                ? "dev.azure.com/" + ssh.group(1) + '/' + ssh.group(2) + "/_git/" + ssh.group(3)
                : host + path;
    }

    private static String guess(String host, String path) {
        if (host.equals("dev.azure.com") || host.equals("ssh.dev.azure.com") || host.endsWith(".visualstudio.com")) {
            return "azure";
        }
        if (host.equals("bitbucket.org")) {
            return "bitbucket";
        }
        if (host.contains("bitbucket") && path.contains("/scm/")) {
            return "bitbucket-datacenter";
        }
        if (host.contains("gitea")) {
            return "gitea";
        }
        if (host.contains("gitlab")) {
            return "gitlab";
        }
        return host.contains("github") || host.endsWith(".ghe.com") ? "github" : "";
    }
}
