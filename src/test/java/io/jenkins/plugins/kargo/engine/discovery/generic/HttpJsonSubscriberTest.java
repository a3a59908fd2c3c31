package io.jenkins.plugins.kargo.engine.discovery.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.discovery.DiscoveryEnvironment;
import io.jenkins.plugins.kargo.engine.discovery.DiscoveryServices;
import io.jenkins.plugins.kargo.engine.discovery.DiscoverySettings;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpJsonSubscriberTest {
    private static final String RELEASES = """
            {"releases": [
              {"tag": "v1.9.0", "stable": true, "files": [{"sha256": "aa"}]},
              {"tag": "v1.10.0", "stable": true, "files": [{"sha256": "bb"}]},
              {"tag": "v2.0.0-rc.1", "stable": false, "files": []},
              {"tag": "nightly", "stable": false}
            ]}""";

    @TempDir
    Path temp;

    private String body = RELEASES;
    private int status = 200;
    private String wanted = "";
    private final LoopbackServer server = LoopbackServer.http(exchange -> {
        boolean refused =
                !wanted.isEmpty() && !wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        LoopbackServer.answer(
                exchange, refused ? 401 : status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    });
    private DiscoveryServices services;
    private CredentialResolver credentials = CredentialResolver.NONE;

    @BeforeEach
    void start() {
        services = services(NetworkPolicy.LOOPBACK);
    }

    @AfterEach
    void stop() {
        services.close();
        server.close();
    }

    private DiscoveryServices services(NetworkPolicy policy) {
        HttpSettings http = HttpSettings.of(policy).withLimits(500, 8, 2, Duration.ofSeconds(2));
        return new DiscoveryServices(DiscoverySettings.of(temp.resolve("cache"), http));
    }

    private List<ArtifactReference> discover(int limit, Object... config) throws Exception {
        Map<String, Object> fields = new LinkedHashMap<>(Map.of("url", server.url() + "/releases?x=1"));
        for (int i = 0; i < config.length; i += 2) {
            fields.put((String) config[i], config[i + 1]);
        }
        return new HttpJsonSubscriber()
                .discover(
                        new Subscription.Generic("cli", "http-json", fields, limit),
                        new DiscoveryEnvironment(services, credentials, new ProjectKey("team", "shop")));
    }

    private List<String> versions(Object... config) throws Exception {
        return discover(20, config).stream().map(ArtifactReference::version).toList();
    }

    @Test
    void theServersOrderCountsUnlessAnotherIsAskedFor() throws Exception {
        assertThat(versions("items", "$.releases[*]", "version", "$.tag"))
                .containsExactly("v1.9.0", "v1.10.0", "v2.0.0-rc.1", "nightly");
    }

    @Test
    void semanticVersionsAreOrderedAndConstrained() throws Exception {
        assertThat(versions(
                        "items",
                        "$.releases",
                        "version",
                        "$.tag",
                        "selectionStrategy",
                        "SemVer",
                        "semverConstraint",
                        "^1"))
                .containsExactly("v1.10.0", "v1.9.0");
    }

    @Test
    void aFilterInThePathAndRegexesNarrowTheList() throws Exception {
        assertThat(versions(
                        "items",
                        "$.releases[?(@.stable == true)]",
                        "version",
                        "$.tag",
                        "selectionStrategy",
                        "Lexical",
                        "ignoreVersionsRegexes",
                        List.of("^v1[.]10")))
                .containsExactly("v1.9.0");
    }

    @Test
    void theSelectionCountsWhateverElseTheConfigSays() throws Exception {
        assertThat(versions(
                        "items",
                        "$.releases",
                        "version",
                        "$.tag",
                        "insecureSkipTLSVerify",
                        true,
                        "selectionStrategy",
                        "SemVer"))
                .containsExactly("v2.0.0-rc.1", "v1.10.0", "v1.9.0");
    }

    @Test
    void metadataComesFromTheItem() throws Exception {
        assertThat(discover(
                        1,
                        "items",
                        "$.releases[*]",
                        "version",
                        "$.tag",
                        "metadata",
                        Map.of("sum", "$.files[0].sha256")))
                .containsExactly(new ArtifactReference("http-json", "cli", "v1.9.0", Map.of("sum", "aa")));
    }

    @Test
    void aPlainListOfTextsOrNumbersNeedsNoPaths() throws Exception {
        body = "[\"b\", 42, \"b\", {\"no\": 1}, \" a \"]";

        assertThat(versions()).containsExactly("b", "42", "a");
    }

    @Test
    void anEmptyListIsNoFailure() throws Exception {
        body = "[]";

        assertThat(versions()).isEmpty();
    }

    @Test
    void passwordsAndTokensAreSentAndARefusalNamesTheCredential() throws Exception {
        wanted = BasicCredentials.RIGHT.header();
        credentials = (url, access) -> Optional.of(BasicCredentials.RIGHT.credential());
        assertThat(versions("items", "$.releases", "version", "$.tag")).hasSize(4);

        wanted = "Bearer s3cret";
        credentials = (url, access) -> Optional.of(new Credential.Token("api-token", new SecretText("s3cret")));
        assertThat(versions("items", "$.releases", "version", "$.tag")).hasSize(4);

        wanted = "Bearer other";
        assertThatThrownBy(() -> versions("items", "$.releases"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refuses the credential api-token")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void whatIsNoJsonAndWhatThePathDoesNotFindAreErrors() {
        body = "<html>";
        assertThatThrownBy(this::versions).isInstanceOf(IOException.class).hasMessageContaining("no JSON");
        body = RELEASES;
        assertThatThrownBy(() -> versions("items", "$.nothing"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("$.nothing");
        status = 404;
        assertThatThrownBy(this::versions).isInstanceOf(IOException.class).hasMessageContaining("404");
    }

    @Test
    void theNetworkPolicyHolds() {
        services.close();
        services = services(NetworkPolicy.PUBLIC);

        assertThatThrownBy(this::versions).isInstanceOf(IOException.class).hasMessageContaining("Not allowed");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void everyMistakeOfTheConfigIsNamed() {
        Map<String, String> problems = new HttpJsonSubscriber()
                .problems(Map.of(
                        "url", "https://user:pw@api.example.com/",
                        "items", "releases",
                        "version", "$.a =~ /(x+)+/",
                        "metadata", Map.of("sum", "sum"),
                        "selectionStrategy", "Newest",
                        "semverConstraint", "^1",
                        "allowVersionsRegexes", List.of("("),
                        "itmes", "$"));

        assertThat(problems)
                .containsOnlyKeys(
                        "url",
                        "items",
                        "version",
                        "metadata.sum",
                        "selectionStrategy",
                        "semverConstraint",
                        "allowVersionsRegexes",
                        "itmes");
        assertThat(problems.get("url")).doesNotContain("pw");
        assertThat(new HttpJsonSubscriber().problems(Map.of())).containsOnlyKeys("");
    }
}
