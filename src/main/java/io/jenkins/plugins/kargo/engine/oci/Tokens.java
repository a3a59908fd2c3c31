package io.jenkins.plugins.kargo.engine.oci;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.http.HttpAnswer;
import io.jenkins.plugins.kargo.engine.http.HttpCall;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Turns a challenge and the caller's credential into an Authorization header, by Docker's token protocol or Basic. Tokens
 * are kept in memory until shortly before they expire, each for exactly the credential that it was issued for.
 */
final class Tokens {
    private static final long DEFAULT_SECONDS = 60;
    private static final long EARLIER_SECONDS = 10;

    private record Key(
            String realm,
            String service,
            String scope,
            @CheckForNull Credential credential) {}

    private record Token(SecretText authorization, long expires) {
        boolean isFresh() {
            return System.nanoTime() - expires < 0;
        }
    }

    private final HttpGateway http;
    private final Map<Key, Token> tokens = new ConcurrentHashMap<>();
    private final Object[] asking = Stream.generate(Object::new).limit(64).toArray();

    Tokens(HttpGateway http) {
        this.http = http;
    }

    /** @param actions such as {@code pull,push} @return null when the challenge wants a password and there is none: the request is then made without */
    @CheckForNull
    SecretText authorization(
            RepositoryName repository,
            Challenge challenge,
            @CheckForNull Credential credential,
            String actions,
            boolean insecure)
            throws IOException, InterruptedException {
        if (challenge.scheme().equals("basic")) {
            return credential == null ? null : basic(credential);
        }
        String scope = "repository:" + repository.repository() + ':' + actions;
        Key key = new Key(challenge.parameter("realm"), challenge.parameter("service"), scope, credential);
        Token known = tokens.get(key);
        return known != null && known.isFresh() ? known.authorization : renew(repository, key, insecure);
    }

    /** Whoever waits meanwhile takes the token that another one got. */
    private SecretText renew(RepositoryName repository, Key key, boolean insecure)
            throws IOException, InterruptedException {
        synchronized (asking[Math.floorMod(key.hashCode(), asking.length)]) {
            Token known = tokens.get(key);
            if (known == null || !known.isFresh()) {
                known = request(repository, key, insecure);
                tokens.values().removeIf(token -> !token.isFresh());
                tokens.put(key, known);
            }
            return known.authorization;
        }
    }

    /** The registry refused it: the next request gets a new one. */
    void forget(@CheckForNull SecretText authorization) {
        tokens.values().removeIf(token -> token.authorization.equals(authorization));
    }

    private Token request(RepositoryName repository, Key key, boolean insecure)
            throws IOException, InterruptedException {
        HttpCall call = HttpCall.get(uri(repository, key)).insecureSkipTLSVerify(insecure);
        if (key.credential != null) {
            call = call.authorization(basic(key.credential));
        }
        HttpAnswer answer = http.send(call);
        if (answer.status() == 401 || answer.status() == 403) {
            throw RegistryErrors.unauthorized(repository, key.credential);
        }
        if (!answer.successful()) {
            throw new RegistryException(
                    repository + ": the token service " + call.uri().getHost() + " answered " + answer.status());
        }
        JsonNode body = RegistryErrors.json(repository, "the token service's answer", answer.body());
        String token = body.path("token").asText(body.path("access_token").asText(""));
        if (token.isEmpty()) {
            throw new RegistryException(repository + ": the token service's answer holds no token");
        }
        long seconds = Math.max(body.path("expires_in").asLong(DEFAULT_SECONDS), DEFAULT_SECONDS) - EARLIER_SECONDS;
        return new Token(
                new SecretText("Bearer " + token),
                System.nanoTime()
                        + TimeUnit.SECONDS.toNanos(
                                Math.min(seconds, Duration.ofHours(1).toSeconds())));
    }

    private static URI uri(RepositoryName repository, Key key) throws RegistryException {
        StringBuilder query = new StringBuilder();
        if (!key.service.isEmpty()) {
            query.append("service=").append(encode(key.service)).append('&');
        }
        query.append("scope=").append(encode(key.scope));
        try {
            URI realm = new URI(key.realm);
            return new URI(key.realm + (realm.getRawQuery() == null ? "?" : "&") + query);
        } catch (java.net.URISyntaxException e) {
            throw new RegistryException(repository + ": the registry names a token service that is no URL", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static SecretText basic(Credential credential) throws RegistryException {
        String user;
        SecretText password;
        if (credential instanceof Credential.UsernamePassword pair) {
            user = pair.username();
            password = pair.password();
        } else if (credential instanceof Credential.Token token) {
            // Registries that take access tokens as passwords ignore the name, but for Google's, which want this one.
            user = "oauth2accesstoken";
            password = token.token();
        } else {
            throw new RegistryException("The credential " + credential.id()
                    + " is an SSH key; registries take a user name with a password, or a token");
        }
        byte[] pair = (user + ':' + password.reveal()).getBytes(StandardCharsets.UTF_8);
        return new SecretText("Basic " + Base64.getEncoder().encodeToString(pair));
    }
}
