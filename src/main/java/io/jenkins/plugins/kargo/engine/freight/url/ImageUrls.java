package io.jenkins.plugins.kargo.engine.freight.url;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;
import java.util.Set;

/** Spellings of image repository URLs, read by the rules of go-containerregistry's {@code name} package. */
public final class ImageUrls {

    private static final String DOCKER_HUB = "index.docker.io";
    private static final Set<String> DOCKER_HUB_HOSTS = Set.of(DOCKER_HUB, "registry-1.docker.io");
    private static final String DIGEST = "sha256:";
    private static final int DIGEST_DIGITS = 64;

    private ImageUrls() {}

    /**
     * The form in which Kargo compares image URLs: lower case, {@link UrlText#sanitize sanitised}, without tag and
     * digest; Docker Hub's hosts and its {@code library/} dropped. What is no image reference comes back unchanged.
     * Freight ids do <em>not</em> use it: they hash an image's URL as written.
     */
    @NonNull
    public static String normalize(@NonNull String repoURL) {
        String text = UrlText.sanitize(UrlText.lowerCase(repoURL));
        return parse(text).map(Repository::familiar).orElse(repoURL);
    }

    private static Optional<Repository> parse(String text) {
        Optional<Repository> tagged = parseTagged(text);
        return tagged.isPresent() ? tagged : parseDigested(text);
    }

    /** {@code repository[:tag]}: what follows the last colon is a tag unless it holds a slash, which means a port. */
    private static Optional<Repository> parseTagged(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || text.indexOf('/', colon) >= 0) {
            return parseRepository(text);
        }
        return isElement(text.substring(colon + 1), "_-.", 1, 128)
                ? parseRepository(text.substring(0, colon))
                : Optional.empty();
    }

    private static Optional<Repository> parseDigested(String text) {
        int at = text.indexOf('@');
        if (at < 0 || !isDigest(text.substring(at + 1))) {
            return Optional.empty();
        }
        String base = text.substring(0, at);
        Optional<Repository> tagged = parseTagged(base);
        return tagged.isPresent() ? tagged : parseRepository(base);
    }

    private static boolean isDigest(String text) {
        return text.length() == DIGEST.length() + DIGEST_DIGITS
                && text.startsWith(DIGEST)
                && text.chars().skip(DIGEST.length()).allMatch(c -> Ascii.isDigit(c) || (c >= 'a' && c <= 'f'));
    }

    /** The first segment is a registry when it looks like a host: a dot, a colon, or {@code localhost}. */
    private static Optional<Repository> parseRepository(String text) {
        String registry = "";
        String path = text;
        int slash = text.indexOf('/');
        if (slash >= 0) {
            String first = text.substring(0, slash);
            if (first.equals("localhost") || first.indexOf('.') >= 0 || first.indexOf(':') >= 0) {
                registry = first;
                path = text.substring(slash + 1);
            }
        }
        if (!isElement(path, "_-./", 2, 255) || !isAuthority(registry)) {
            return Optional.empty();
        }
        boolean hub = registry.isEmpty() || registry.equals("docker.io");
        return Optional.of(new Repository(hub ? DOCKER_HUB : registry, path));
    }

    private static boolean isElement(String text, String special, int min, int max) {
        int length = text.codePointCount(0, text.length());
        return length >= min
                && length <= max
                && text.chars().allMatch(c -> Ascii.isLowerCase(c) || Ascii.isDigit(c) || special.indexOf(c) >= 0);
    }

    private static boolean isAuthority(String registry) {
        String bytes = UrlText.toBytes(registry);
        try {
            return GoUrl.parse("//" + bytes).host().equals(bytes);
        } catch (UrlSyntaxException e) {
            return false;
        }
    }

    private record Repository(String registry, String path) {

        String familiar() {
            if (!DOCKER_HUB_HOSTS.contains(registry)) {
                return registry + '/' + path;
            }
            return path.startsWith("library/") ? path.substring("library/".length()) : path;
        }
    }
}
