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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Registries, as far as they were met: how each is spoken to, and the tokens it gave. One for the controller; thread-safe. */
public final class OciGateway {
    private final HttpGateway http;
    private final Tokens tokens;
    private final MetadataCaches caches;
    private final Map<Endpoint, Protocol> protocols = new ConcurrentHashMap<>();

    private record Endpoint(String authority, boolean insecureSkipTLSVerify) {}

    /** @param challenge what the registry's root asked for, empty when it let everybody in */
    record Protocol(String baseUrl, Optional<Challenge> challenge) {}

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
        return new OciRepository(this, name, credential, insecureSkipTLSVerify);
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
        if (known == null) {
            known = ping(name, insecureSkipTLSVerify);
            protocols.put(endpoint, known);
        }
        return known;
    }

    private Protocol ping(RepositoryName name, boolean insecureSkipTLSVerify) throws IOException, InterruptedException {
        boolean plain = http.settings().policy().allowsPlainHttp(name.host(), name.port());
        try {
            return ping("https://" + name.endpoint(), insecureSkipTLSVerify, !plain);
        } catch (HttpFailure e) {
            boolean noTls = e.kind() == HttpFailure.Kind.TLS || e.kind() == HttpFailure.Kind.UNREACHABLE;
            if (!plain || !noTls) {
                throw e;
            }
            try {
                return ping("http://" + name.endpoint(), false, true);
            } catch (HttpFailure second) {
                // What went wrong with TLS is what matters where the server speaks TLS after all.
                second.addSuppressed(e);
                throw e.kind() == HttpFailure.Kind.TLS && isCertificateProblem(e) ? e : second;
            }
        }
    }

    private static boolean isCertificateProblem(HttpFailure e) {
        return e.getCause() instanceof javax.net.ssl.SSLHandshakeException;
    }

    private Protocol ping(String baseUrl, boolean insecureSkipTLSVerify, boolean patient)
            throws IOException, InterruptedException {
        HttpCall call = HttpCall.get(URI.create(baseUrl + "/v2/")).insecureSkipTLSVerify(insecureSkipTLSVerify);
        HttpAnswer answer = patient ? http.send(call) : http.sendOnce(call);
        Optional<Challenge> challenge = answer.status() == 401
                ? Challenge.preferred(answer.headers().allValues("WWW-Authenticate"))
                : Optional.empty();
        return new Protocol(baseUrl, challenge);
    }
}
