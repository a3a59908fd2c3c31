package io.jenkins.plugins.kargo.engine.oci;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A repository of a registry, as go-containerregistry reads its name: the first segment is the registry when it has a dot
 * or a colon or is {@code localhost}; otherwise, and for the other names of Docker Hub, it is Docker Hub.
 *
 * @param authority host with an optional port, {@value #DOCKER_HUB} for Docker Hub
 * @param repository the path, with {@code library/} for Docker Hub's official images
 */
public record RepositoryName(
        @NonNull String authority, @NonNull String repository) {
    static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_HOST = "registry-1.docker.io";
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9])?|\\[[0-9a-fA-F:]+])(?::[0-9]{1,5})?");
    private static final Pattern REPOSITORY =
            Pattern.compile("[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*");

    /**
     * @param reference such as {@code nginx}, {@code ghcr.io/org/app} or, for charts, {@code oci://host/path}; without tag
     *     and digest
     * @throws IllegalArgumentException saying what is wrong with it
     */
    @NonNull
    public static RepositoryName parse(@NonNull String reference) {
        String text = reference.strip();
        if (text.startsWith("oci://")) {
            text = text.substring("oci://".length()).replaceFirst("/+$", "");
        }
        int slash = text.indexOf('/');
        String first = slash < 0 ? "" : text.substring(0, slash);
        boolean named = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
        String authority = named ? first.toLowerCase(Locale.ROOT) : DOCKER_HUB;
        String repository = named ? text.substring(slash + 1) : text;
        if (isDockerHub(authority)) {
            authority = DOCKER_HUB;
            repository = repository.indexOf('/') < 0 ? "library/" + repository : repository;
        }
        if (!AUTHORITY.matcher(authority).matches()
                || !REPOSITORY.matcher(repository).matches()) {
            throw new IllegalArgumentException("\"" + reference
                    + "\" is not the name of a repository: write [registry[:port]/]path in lower case, without a tag");
        }
        return new RepositoryName(authority, repository);
    }

    private static boolean isDockerHub(String authority) {
        return authority.equals(DOCKER_HUB) || authority.equals("index.docker.io") || authority.equals(DOCKER_HUB_HOST);
    }

    /** Whom to connect to. */
    String endpoint() {
        return authority.equals(DOCKER_HUB) ? DOCKER_HUB_HOST : authority;
    }

    String host() {
        int colon = endpoint().lastIndexOf(':');
        boolean hasPort = colon > endpoint().lastIndexOf(']');
        return hasPort && colon >= 0 ? endpoint().substring(0, colon) : endpoint();
    }

    int port() {
        return host().length() == endpoint().length()
                ? 443
                : Integer.parseInt(endpoint().substring(host().length() + 1));
    }

    /**
     * The URL by which credentials are looked up: {@code https://authority/repository}, {@code http://} for registries
     * that the network policy lets speak plain HTTP.
     */
    @NonNull
    public String credentialUrl(boolean plainHttp) {
        return (plainHttp ? "http://" : "https://") + this;
    }

    @Override
    public String toString() {
        return authority + '/' + repository;
    }
}
