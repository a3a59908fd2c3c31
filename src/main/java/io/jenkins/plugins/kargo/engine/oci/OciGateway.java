package io.jenkins.plugins.kargo.engine.oci;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.http.HttpAnswer;
import io.jenkins.plugins.kargo.engine.http.HttpCall;
import io.jenkins.plugins.kargo.engine.http.HttpFailure;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.model.Credential;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Registries, as far as they were met: how each is spoken to, and the tokens it gave. One for the controller; thread-safe. */
public final class OciGateway {
    private static final Logger LOGGER = Logger.getLogger(OciGateway.class.getName());
    /** Registries get certificates and change their token services while a controller runs. */
    private static final Duration PROTOCOL_LASTS = Duration.ofMinutes(10);

    private final HttpGateway http;
    private final Tokens tokens;
    private final MetadataCaches caches;
    private final Map<Endpoint, Protocol> protocols = new ConcurrentHashMap<>();
    /** Many ask at once when a Warehouse begins, and one answer is enough for all. */
    private final Map<Endpoint, Object> asking = new ConcurrentHashMap<>();

    private record Endpoint(String authority, boolean insecureSkipTLSVerify) {}

    /** @param challenge what the registry's root asked for, empty when it let everybody in */
    record Protocol(String baseUrl, Optional<Challenge> challenge, long expires) {}

    /** @param cacheDirectory for metadata of images, created when absent; its content may be deleted at any time */
    public OciGateway(@NonNull HttpGateway http, @NonNull Path cacheDirectory) {
        this.http = http;
        tokens = new Tokens(http);
        caches = new MetadataCaches(cacheDirectory);
    }

    /**
     * Opens a repository for one caller.
     *
     * @param credential the caller's own; null for anonymous access
     */
    @NonNull
    public OciRepository repository(
            @NonNull RepositoryName name, @CheckForNull Credential credential, boolean insecureSkipTLSVerify) {
        return new OciRepository(this, name, credential, insecureSkipTLSVerify, false);
    }

    /** As {@link #repository}, to push into it. */
    @NonNull
    public OciRepository destination(
            @NonNull RepositoryName name, @CheckForNull Credential credential, boolean insecureSkipTLSVerify) {
        return new OciRepository(this, name, credential, insecureSkipTLSVerify, true);
    }

    /** The URL by which the credential of a repository is to be looked up. */
    @NonNull
    public String credentialUrl(@NonNull RepositoryName name) {
        return name.credentialUrl(http.settings().policy().allowsPlainHttp(name.host(), name.port()));
    }

    HttpGateway http() {
        return http;
    }

    Tokens tokens() {
        return tokens;
    }

    MetadataCaches caches() {
        return caches;
    }

    /** Asks the registry's root once how it wants to be spoken to. */
    Protocol protocol(RepositoryName name, boolean insecureSkipTLSVerify) throws IOException, InterruptedException {
        Endpoint endpoint = new Endpoint(name.endpoint(), insecureSkipTLSVerify);
        Protocol known = protocols.get(endpoint);
        if (known != null && System.nanoTime() - known.expires() < 0) {
            return known;
        }
        synchronized (asking.computeIfAbsent(endpoint, any -> new Object())) {
            known = protocols.get(endpoint);
            if (known == null || System.nanoTime() - known.expires() >= 0) {
                known = ping(name, insecureSkipTLSVerify);
                protocols.put(endpoint, known);
            }
            return known;
        }
    }

    private Protocol ping(RepositoryName name, boolean insecureSkipTLSVerify) throws IOException, InterruptedException {
        if (http.settings().policy().allowsPlainHttp(name.host(), name.port())) {
            Optional<Protocol> plain = pingPlain(name);
            if (plain.isPresent()) {
                return plain.get();
            }
        }
        HttpCall call = HttpCall.get(root("https://" + name.endpoint())).insecureSkipTLSVerify(insecureSkipTLSVerify);
        return protocol("https://" + name.endpoint(), http.send(call));
    }

    /** Empty when nobody speaks plain HTTP there, or somebody does who sends us to https. */
    private Optional<Protocol> pingPlain(RepositoryName name) throws InterruptedException {
        String baseUrl = "http://" + name.endpoint();
        try {
            HttpAnswer answer = http.sendOnce(HttpCall.get(root(baseUrl)));
            boolean registry = answer.successful() || answer.status() == 401 || answer.status() == 403;
            return registry && "http".equals(answer.uri().getScheme())
                    ? Optional.of(protocol(baseUrl, answer))
                    : Optional.empty();
        } catch (HttpFailure e) {
            LOGGER.log(Level.FINE, "No plain HTTP on " + name.endpoint(), e);
            return Optional.empty();
        }
    }

    private static URI root(String baseUrl) {
        return URI.create(baseUrl + "/v2/");
    }

    private static Protocol protocol(String baseUrl, HttpAnswer answer) {
        return new Protocol(
                baseUrl,
                answer.status() == 401
                        ? Challenge.preferred(answer.headers().allValues("WWW-Authenticate"))
                        : Optional.empty(),
                System.nanoTime() + PROTOCOL_LASTS.toNanos());
    }
}
