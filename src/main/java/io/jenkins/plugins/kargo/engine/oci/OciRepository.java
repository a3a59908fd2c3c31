package io.jenkins.plugins.kargo.engine.oci;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.http.HttpAnswer;
import io.jenkins.plugins.kargo.engine.http.HttpCall;
import io.jenkins.plugins.kargo.engine.http.LinkHeader;
import io.jenkins.plugins.kargo.engine.http.Uris;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A repository as one caller may read or change it. Thread-safe; every method blocks on the network. */
public final class OciRepository {
    private static final int PAGE = 1000;
    private static final Duration BLOB_TIMEOUT = Duration.ofMinutes(30);
    private static final int MAX_TAGS = 1_000_000;
    private static final long MAX_TAGS_PAGE = 64L << 20;
    /** What the specification asks registries to accept at least. */
    private static final long MAX_MANIFEST = 4L << 20;

    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

    private final OciGateway gateway;
    private final RepositoryName name;
    private final Credential credential;
    private final boolean insecureSkipTLSVerify;
    private final String actions;
    private volatile SecretText authorization;
    private volatile boolean accepted;

    OciRepository(
            OciGateway gateway,
            RepositoryName name,
            @CheckForNull Credential credential,
            boolean insecureSkipTLSVerify,
            boolean push) {
        this.gateway = gateway;
        this.name = name;
        this.credential = credential;
        this.insecureSkipTLSVerify = insecureSkipTLSVerify;
        actions = push ? "pull,push" : "pull";
    }

    @NonNull
    public RepositoryName name() {
        return name;
    }

    /** Whether the registry has let this caller read something of this repository: only then caches may answer. */
    boolean accepted() {
        return accepted;
    }

    /** All tags, in the registry's order. */
    @NonNull
    public List<String> tags() throws IOException, InterruptedException {
        List<String> tags = new ArrayList<>();
        Set<URI> seen = new HashSet<>();
        URI page = uri("tags/list?n=" + PAGE);
        while (page != null) {
            if (!seen.add(page) || tags.size() > MAX_TAGS) {
                throw new RegistryException(name + ": the list of tags does not end");
            }
            HttpAnswer answer = send(
                    HttpCall.get(page).limits(MAX_TAGS_PAGE, HttpCall.get(page).timeout()));
            if (!answer.successful()) {
                throw RegistryErrors.of(name, credential, "list of tags", answer);
            }
            JsonNode body = RegistryErrors.json(name, "the list of tags", answer.body());
            body.path("tags").forEach(tag -> tags.add(tag.asText()));
            page = next(page, answer);
        }
        return tags;
    }

    @CheckForNull
    private URI next(URI page, HttpAnswer answer) throws RegistryException {
        Optional<String> link = LinkHeader.next(answer.headers().allValues("Link"));
        if (link.isEmpty()) {
            return null;
        }
        URI next = resolve(page, link.get());
        if (!page.getRawAuthority().equalsIgnoreCase(next.getRawAuthority())) {
            throw new RegistryException(name + ": the next page of tags is on another host: " + next.getHost());
        }
        return next;
    }

    private URI resolve(URI page, String link) throws RegistryException {
        try {
            return Uris.resolve(page, link);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(name + ": the link to the next page of tags is no URL", e);
        }
    }

    /** The digest behind a tag without its content; empty when there is no such tag or the registry does not say. */
    @NonNull
    Optional<String> head(@NonNull String tag) throws IOException, InterruptedException {
        HttpAnswer answer =
                send(HttpCall.head(uri("manifests/" + reference(tag))).header("Accept", Manifest.ACCEPT));
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (!answer.successful()) {
            throw RegistryErrors.of(name, credential, "manifest of " + tag, answer);
        }
        return answer.header("Docker-Content-Digest").filter(Digests::isDigest);
    }

    /** Whether there is something under the tag. */
    public boolean exists(@NonNull String tag) throws IOException, InterruptedException {
        return head(tag).isPresent() || manifest(tag).isPresent();
    }

    /**
     * A manifest or index.
     *
     * @param reference a tag or a digest; the content of a digest is checked against it
     * @return empty when there is none
     */
    @NonNull
    public Optional<Manifest> manifest(@NonNull String reference) throws IOException, InterruptedException {
        return stored(reference).map(StoredManifest::manifest);
    }

    /** As {@link #manifest}, with the bytes themselves. */
    Optional<StoredManifest> stored(String reference) throws IOException, InterruptedException {
        URI uri = uri("manifests/" + reference(reference));
        HttpCall call = HttpCall.get(uri).header("Accept", Manifest.ACCEPT);
        HttpAnswer answer = send(call.limits(MAX_MANIFEST, call.timeout()));
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (!answer.successful()) {
            throw RegistryErrors.of(name, credential, "manifest of " + reference, answer);
        }
        String claimed = Digests.isDigest(reference)
                ? reference
                : answer.header("Docker-Content-Digest")
                        .filter(Digests::isDigest)
                        .orElse("");
        String digest = Digests.of(answer.body(), claimed);
        if (!claimed.isEmpty() && !claimed.equals(digest)) {
            throw new RegistryException(name + ": the manifest of " + reference + " has digest " + digest
                    + " although the registry calls it " + claimed);
        }
        JsonNode content = RegistryErrors.json(name, "the manifest of " + reference, answer.body());
        String type = answer.header("Content-Type")
                .orElse("")
                .replaceFirst("\\s*;.*", "")
                .toLowerCase(Locale.ROOT);
        boolean vague = type.isEmpty() || type.equals("application/json") || type.equals("application/octet-stream");
        Manifest manifest =
                new Manifest(digest, vague ? content.path("mediaType").asText("") : type, content);
        return Optional.of(new StoredManifest(manifest, answer.body()));
    }

    /**
     * Writes a blob into a file, which is replaced; checked against its digest.
     *
     * @throws RegistryException when it is larger than the limit, has another digest, or cannot be had
     */
    public void download(@NonNull String digest, @NonNull Path file, long maxBytes)
            throws IOException, InterruptedException {
        HttpCall call = HttpCall.get(uri("blobs/" + reference(digest))).limits(maxBytes, BLOB_TIMEOUT);
        HttpAnswer answer = send(call, file);
        if (answer.status() != 200) {
            throw RegistryErrors.of(name, credential, "blob " + digest, answer);
        }
        String found = Digests.of(file, digest);
        if (!found.equals(digest)) {
            throw new RegistryException(name + ": the content of blob " + digest + " has the digest " + found);
        }
    }

    /** What the registry says when it refuses. */
    RegistryException refusal(String what, HttpAnswer answer) {
        return RegistryErrors.of(name, credential, what, answer);
    }

    /** A blob that is JSON, such as the config of an image; checked against its digest. */
    @NonNull
    JsonNode json(@NonNull String digest, long maxBytes) throws IOException, InterruptedException {
        HttpCall call = HttpCall.get(uri("blobs/" + reference(digest)));
        HttpAnswer answer = send(call.limits(maxBytes, call.timeout()));
        if (!answer.successful()) {
            throw RegistryErrors.of(name, credential, "blob " + digest, answer);
        }
        if (!Digests.of(answer.body(), digest).equals(digest)) {
            throw new RegistryException(name + ": the content of blob " + digest + " has another digest");
        }
        return RegistryErrors.json(name, "blob " + digest, answer.body());
    }

    private String reference(String tagOrDigest) throws RegistryException {
        if (!TAG.matcher(tagOrDigest).matches() && !Digests.isDigest(tagOrDigest)) {
            throw new RegistryException(name + ": \"" + tagOrDigest + "\" is neither a tag nor a digest");
        }
        return tagOrDigest;
    }

    URI uri(String path) throws IOException, InterruptedException {
        String base = gateway.protocol(name, insecureSkipTLSVerify).baseUrl();
        return URI.create(base + "/v2/" + name.repository() + '/' + path);
    }

    /** Sends as the caller; a challenge is answered once. */
    HttpAnswer send(HttpCall call) throws IOException, InterruptedException {
        return send(call, null);
    }

    private HttpAnswer sent(HttpCall request, @CheckForNull Path file) throws IOException, InterruptedException {
        return file == null ? gateway.http().send(request) : gateway.http().download(request, file);
    }

    /** @param file for the body of a successful answer, null to keep it in memory */
    HttpAnswer send(HttpCall call, @CheckForNull Path file) throws IOException, InterruptedException {
        HttpCall request = call.insecureSkipTLSVerify(insecureSkipTLSVerify);
        SecretText used = authorization;
        if (used == null) {
            Optional<Challenge> known =
                    gateway.protocol(name, insecureSkipTLSVerify).challenge();
            used = known.isPresent() ? authorize(known.get()) : null;
        }
        HttpAnswer answer = sent(request.authorization(used), file);
        if (answer.status() == 401) {
            Optional<Challenge> challenge = Challenge.preferred(answer.headers().allValues("WWW-Authenticate"));
            if (challenge.isEmpty() || challenge.get().scheme().equals("basic") && used != null) {
                throw RegistryErrors.unauthorized(name, credential);
            }
            gateway.tokens().forget(used);
            answer = sent(request.authorization(authorize(challenge.get())), file);
        }
        accepted |= answer.successful();
        return answer;
    }

    @CheckForNull
    private SecretText authorize(Challenge challenge) throws IOException, InterruptedException {
        boolean secure = gateway.protocol(name, insecureSkipTLSVerify).baseUrl().startsWith("https:");
        if (secure && challenge.parameter("realm").toLowerCase(Locale.ROOT).startsWith("http:")) {
            throw new RegistryException(name + ": the registry sends credentials to a token service without TLS");
        }
        authorization = gateway.tokens().authorization(name, challenge, credential, actions, insecureSkipTLSVerify);
        return authorization;
    }
}
