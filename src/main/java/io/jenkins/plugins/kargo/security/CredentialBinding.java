package io.jenkins.plugins.kargo.security;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says which Jenkins credential serves the URLs below a prefix.
 *
 * @param urlPrefix such as {@code https://git.example.com/shop/} or {@code registry.example.com/shop}; a prefix without a
 *     scheme is meant for registries and matches whatever the scheme
 * @param write whether the credential may change what it reaches (push, merge, publish)
 * @param plainHttp whether it may be sent over {@code http://}
 */
public record CredentialBinding(
        @NonNull String urlPrefix, @NonNull String credentialsId, boolean write, boolean plainHttp) {

    /**
     * The binding with the longest prefix that covers the URL: a prefix ends at a path segment, so that
     * {@code https://git.example.com/shop} does not cover {@code https://git.example.com/shopping}. Nothing is found when
     * the longest is for reading and a write is asked for: a shorter one must not open what a longer one closes.
     */
    @NonNull
    static Optional<CredentialBinding> mostSpecific(
            @NonNull Collection<CredentialBinding> bindings, @NonNull String url, boolean write) {
        List<CredentialBinding> covering =
                bindings.stream().filter(binding -> binding.covers(url)).toList();
        int longest = covering.stream()
                .mapToInt(CredentialBinding::prefixLength)
                .max()
                .orElse(0);
        return covering.stream()
                .filter(binding -> binding.prefixLength() == longest)
                .filter(binding -> !write || binding.write())
                .findFirst();
    }

    private int prefixLength() {
        return withoutScheme(normalise(urlPrefix)).replaceFirst("/+$", "").length();
    }

    boolean covers(@NonNull String url) {
        String prefix = normalise(urlPrefix);
        String candidate = prefix.contains("://") ? normalise(url) : withoutScheme(normalise(url));
        if (prefix.isEmpty() || !candidate.startsWith(prefix)) {
            return false;
        }
        return prefix.endsWith("/")
                || prefix.endsWith(":")
                || candidate.length() == prefix.length()
                || "/:.".indexOf(candidate.charAt(prefix.length())) >= 0 && !isHostContinued(prefix, candidate);
    }

    /** {@code git.example.com} must not cover {@code git.example.com.evil.org}. */
    private static boolean isHostContinued(String prefix, String candidate) {
        boolean prefixIsHostOnly = withoutScheme(prefix).indexOf('/') < 0;
        char next = candidate.charAt(prefix.length());
        return next == '.' && prefixIsHostOnly || next == ':' && prefixIsHostOnly && !startsPath(candidate, prefix);
    }

    /** Whether what follows the colon is the path of an SCP-like URL and not a port. */
    private static boolean startsPath(String candidate, String prefix) {
        int after = prefix.length() + 1;
        return candidate.indexOf("://") < 0
                && candidate.indexOf('@') >= 0
                && after < candidate.length()
                && !Character.isDigit(candidate.charAt(after));
    }

    /** Scheme and host in lower case; the path as it is, since servers may distinguish. */
    private static String normalise(String url) {
        String text = url.strip();
        int scheme = text.indexOf("://");
        int hostStart = scheme < 0 ? 0 : scheme + 3;
        int hostEnd = text.indexOf('/', hostStart);
        if (hostEnd < 0) {
            hostEnd = text.length();
        }
        return text.substring(0, hostEnd).toLowerCase(Locale.ROOT) + text.substring(hostEnd);
    }

    private static String withoutScheme(String url) {
        int scheme = url.indexOf("://");
        return scheme < 0 ? url : url.substring(scheme + 3);
    }
}
