package io.jenkins.plugins.kargo.security;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the URLs of repositories look to Jenkins' credential domains, which know schemes, hosts and paths. */
final class CredentialUrls {
    /** Before an author's email address: the key that signs what this author commits. */
    static final String SIGNING = "git-signing://";

    /** Before the shard of a stage, or the URL of a server: the credential for its Argo CD. */
    static final String ARGO_CD = "argocd://";

    private static final Pattern SCP = Pattern.compile("(?:([^/@:]+)@)?([^/:@]+):(?!//)([^\\s]+)");
    private static final Pattern PORT = Pattern.compile("\\d+(/.*)?");

    private CredentialUrls() {}

    /**
     * A URI with a scheme: registries without one and {@code oci://} count as https, {@code user@host:path} as ssh. What
     * is no URL at all comes back as it is.
     */
    @NonNull
    static String asUri(@NonNull String url) {
        String text = url.strip();
        if (text.toLowerCase(Locale.ROOT).startsWith("oci://")) {
            return "https://" + text.substring("oci://".length());
        }
        if (text.contains("://")) {
            return text;
        }
        Matcher scp = SCP.matcher(text);
        if (scp.matches()
                && (scp.group(1) != null || !PORT.matcher(scp.group(3)).matches())) {
            String user = scp.group(1) == null ? "" : scp.group(1) + '@';
            return "ssh://" + user + scp.group(2) + '/' + scp.group(3).replaceFirst("^/", "");
        }
        return "https://" + text;
    }

    /** Whether a secret sent there could be read on the way. */
    static boolean isPlainHttp(@NonNull String url) {
        return asUri(url).toLowerCase(Locale.ROOT).startsWith("http://");
    }

    static boolean isSsh(@NonNull String url) {
        String uri = asUri(url).toLowerCase(Locale.ROOT);
        return uri.startsWith("ssh://") || uri.startsWith("git+ssh://");
    }

    /** Whether what is asked for is the key that signs an author's commits. */
    static boolean isSigning(@NonNull String url) {
        return url.startsWith(SIGNING);
    }

    /** Whether what is asked for is the credential for an Argo CD. */
    static boolean isArgoCD(@NonNull String url) {
        return url.startsWith(ARGO_CD);
    }

    /** The URL without what may be secret in it: user, password and query. */
    @NonNull
    static String forMessage(@NonNull String url) {
        try {
            URI uri = new URI(url.strip());
            if (uri.getRawUserInfo() == null && uri.getRawQuery() == null) {
                return url.strip();
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
        } catch (URISyntaxException e) {
            // user@host:path has no password in it.
            return url.strip();
        }
    }
}
