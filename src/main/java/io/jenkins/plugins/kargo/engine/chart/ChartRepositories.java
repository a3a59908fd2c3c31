package io.jenkins.plugins.kargo.engine.chart;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.http.HttpAnswer;
import io.jenkins.plugins.kargo.engine.http.HttpCall;
import io.jenkins.plugins.kargo.engine.http.HttpFailure;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Classic chart repositories. What an index lists is kept on disk and asked for by conditional requests: the index travels
 * once, and a caller sees the kept list only after the repository has answered 304 to its own credential. Thread-safe.
 */
public final class ChartRepositories {
    /** Far above any index seen; the point is that there is an end. */
    private static final long MAX_INDEX = 1L << 30;

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final HttpGateway http;
    private final Path cacheDirectory;

    /** @param cacheDirectory created when absent; its content may be deleted at any time */
    public ChartRepositories(@NonNull HttpGateway http, @NonNull Path cacheDirectory) {
        this.http = http;
        this.cacheDirectory = cacheDirectory;
    }

    /**
     * The versions of a chart as the index lists them, unsorted; empty when the index does not have the chart.
     *
     * @param repoURL http(s), with or without a trailing slash
     * @param credential null for anonymous access
     */
    @NonNull
    public List<String> versions(
            @NonNull String repoURL,
            @NonNull String chart,
            @CheckForNull Credential credential,
            boolean insecureSkipTLSVerify)
            throws IOException, InterruptedException {
        HttpCall call = HttpCall.get(indexOf(repoURL))
                .authorization(basic(credential))
                .limits(MAX_INDEX, TIMEOUT)
                .insecureSkipTLSVerify(insecureSkipTLSVerify);
        IndexCache cache = IndexCache.of(cacheDirectory, call.uri(), credential);
        Optional<IndexCache.Validators> known = cache.validators();
        if (known.isPresent()) {
            call = known.get().addTo(call);
        }
        Files.createDirectories(cacheDirectory);
        Path download = Files.createTempFile(cacheDirectory, "index", ".yaml");
        try {
            HttpAnswer answer = http.download(call, download);
            if (answer.status() != 304 || known.isEmpty()) {
                expectIndex(repoURL, credential, answer);
                try (InputStream in = Files.newInputStream(download)) {
                    cache.replace(in, answer);
                } catch (ChartException e) {
                    throw new ChartException(
                            "error unmarshaling repository index of " + repoURL + ": " + e.getMessage(), e);
                }
            }
            cache.used();
            return cache.versions(chart);
        } catch (HttpFailure e) {
            throw new ChartException("error querying repository index of " + repoURL + ": " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(download);
        }
    }

    private static void expectIndex(String repoURL, @CheckForNull Credential credential, HttpAnswer answer)
            throws ChartException {
        if (answer.status() == 401 || answer.status() == 403) {
            throw new ChartException(repoURL + ": received unexpected HTTP " + answer.status() + ": "
                    + (credential == null
                            ? "the repository wants a credential and none is bound to this URL"
                            : "it refuses the credential " + credential.id()));
        }
        if (answer.status() != 200) {
            throw new ChartException(
                    "received unexpected HTTP " + answer.status() + " when querying repository index of " + repoURL);
        }
    }

    private static URI indexOf(String repoURL) throws ChartException {
        String base = repoURL.strip();
        while (base.endsWith("/")) {
            base = base.substring(0, base.length() - 1);
        }
        try {
            return new URI(base + "/index.yaml");
        } catch (URISyntaxException e) {
            throw new ChartException("\"" + repoURL + "\" is not a URL: " + e.getReason(), e);
        }
    }

    @CheckForNull
    private static SecretText basic(@CheckForNull Credential credential) throws ChartException {
        if (credential == null) {
            return null;
        }
        if (credential instanceof Credential.UsernamePassword pair) {
            String text = pair.username() + ':' + pair.password().reveal();
            return new SecretText("Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        }
        if (credential instanceof Credential.Token token) {
            return new SecretText("Bearer " + token.token().reveal());
        }
        throw new ChartException("The credential " + credential.id()
                + " is an SSH key; chart repositories take a user name with a password, or a token");
    }
}
