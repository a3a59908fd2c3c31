package io.jenkins.plugins.kargo.engine.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.http.HttpFailure;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.DockerRegistry;
import io.jenkins.plugins.kargo.engine.testing.RegistryDouble;
import io.jenkins.plugins.kargo.engine.testing.SelfSigned;
import io.jenkins.plugins.kargo.engine.testing.TestImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OciRepositoryTest {
    private static final Instant CREATED = Instant.parse("2026-02-03T04:05:06Z");
    private static final TestImage IMAGE = TestImage.image("linux/amd64", CREATED);
    private static final HttpSettings FAST =
            HttpSettings.of(NetworkPolicy.LOOPBACK).withLimits(1000, 8, 4, Duration.ofSeconds(5));

    @TempDir
    Path temp;

    private OciRepository open(String reference, @CheckForNull Credential credential) {
        OciGateway gateway = new OciGateway(new HttpGateway(FAST), temp.resolve("cache"));
        return gateway.repository(RepositoryName.parse(reference), credential, false);
    }

    @Test
    void theRealRegistryListsTagsAndGivesManifests() throws Exception {
        try (DockerRegistry registry = DockerRegistry.anonymous(temp)) {
            String digest = registry.push("team/app", "1.0.0", IMAGE);
            registry.push("team/app", "2.0.0", TestImage.index(Map.of(), IMAGE, TestImage.attestation()));
            registry.push("team/app", "docker", TestImage.docker("linux/arm64/v8", CREATED));
            OciRepository repository = open(registry.repository("team/app"), null);

            assertThat(repository.tags()).containsExactlyInAnyOrder("1.0.0", "2.0.0", "docker");
            assertThat(repository.head("1.0.0")).contains(digest);
            assertThat(repository.manifest("1.0.0").orElseThrow().digest()).isEqualTo(digest);
            assertThat(repository.manifest(digest).orElseThrow().mediaType()).isEqualTo(Manifest.OCI_MANIFEST);
            assertThat(repository.manifest("2.0.0").orElseThrow().isIndex()).isTrue();
            assertThat(repository.manifest("docker").orElseThrow().mediaType()).isEqualTo(Manifest.DOCKER_MANIFEST);
            assertThat(repository.manifest("3.0.0")).isEmpty();
            assertThat(repository.head("3.0.0")).isEmpty();
        }
    }

    @Test
    void theRealRegistryAdmitsTheRightPasswordOnly() throws Exception {
        try (DockerRegistry registry = DockerRegistry.withPassword(temp)) {
            registry.push("team/app", "1.0.0", IMAGE);

            assertThat(open(registry.repository("team/app"), BasicCredentials.RIGHT.credential())
                            .tags())
                    .containsExactly("1.0.0");
            assertThatThrownBy(() -> open(registry.repository("team/app"), BasicCredentials.WRONG.credential())
                            .tags())
                    .isInstanceOf(RegistryException.class)
                    .hasMessage(registry.repository("team/app") + ": the registry refuses the credential"
                            + " test-credential: wrong user or password, or no right to pull or push");
            assertThatThrownBy(() -> open(registry.repository("team/app"), null).tags())
                    .hasMessageContaining("wants a credential and none is bound");
        }
    }

    @Test
    void tokensAreFetchedOnceAndRenewedWhenRefused() throws Exception {
        try (RegistryDouble registry = RegistryDouble.start().tokens(BasicCredentials.RIGHT)) {
            registry.put("team/app", "1.0.0", IMAGE);
            OciRepository repository = open(registry.repository("team/app"), BasicCredentials.RIGHT.credential());

            assertThat(repository.tags()).containsExactly("1.0.0");
            assertThat(repository.manifest("1.0.0")).isPresent();
            assertThat(registry.http().requests().stream().filter(r -> r.contains("/token")))
                    .containsExactly("GET /token?service=double&scope=repository%3Ateam%2Fapp%3Apull");

            registry.expireTokens();
            assertThat(repository.tags()).containsExactly("1.0.0");
            assertThat(registry.http().requests().stream().filter(r -> r.contains("/token")))
                    .hasSize(2);
        }
    }

    @Test
    void aTokenServiceThatRefusesIsAWrongPassword() throws Exception {
        try (RegistryDouble registry = RegistryDouble.start().tokens(BasicCredentials.RIGHT)) {
            registry.put("team/app", "1.0.0", IMAGE);

            assertThatThrownBy(() -> open(registry.repository("team/app"), BasicCredentials.WRONG.credential())
                            .tags())
                    .hasMessageContaining("refuses the credential test-credential")
                    .hasMessageNotContaining(BasicCredentials.WRONG.password());
            assertThatThrownBy(() -> open(registry.repository("team/app"), null).tags())
                    .hasMessageContaining("none is bound to this URL");
        }
    }

    @Test
    void anonymousTokensAreEnoughWhereTheRegistrySaysSo() throws Exception {
        try (RegistryDouble registry = RegistryDouble.start().tokens(null)) {
            registry.put("team/app", "1.0.0", IMAGE);

            assertThat(open(registry.repository("team/app"), null).tags()).containsExactly("1.0.0");
        }
    }

    @Test
    void aTokenCredentialIsThePassword() throws Exception {
        BasicCredentials google = new BasicCredentials("oauth2accesstoken", "t0ken");
        try (RegistryDouble registry = RegistryDouble.start().basic(google)) {
            registry.put("app", "1", IMAGE);

            assertThat(open(registry.repository("app"), new Credential.Token("t", new SecretText("t0ken")))
                            .tags())
                    .containsExactly("1");
            Credential key = new Credential.SshKey("k", "git", new SecretText("pem"), null);
            assertThatThrownBy(() -> open(registry.repository("app"), key).tags())
                    .hasMessageContaining("The credential k is an SSH key");
        }
    }

    @Test
    void everyPageOfTagsIsRead() throws Exception {
        List<String> tags =
                IntStream.range(0, 250).mapToObj(i -> String.format("v%03d", i)).toList();
        try (RegistryDouble registry = RegistryDouble.start().pages(100)) {
            tags.forEach(tag -> registry.put("app", tag, IMAGE));

            assertThat(open(registry.repository("app"), null).tags()).isEqualTo(tags);
            assertThat(registry.http().requests().stream().filter(r -> r.contains("tags/list")))
                    .hasSize(3);
        }
    }

    @Test
    void aListOfTagsThatRunsInCirclesOrElsewhereIsRefused() throws Exception {
        try (RegistryDouble registry = RegistryDouble.start()) {
            registry.put("app", "1", IMAGE);
            registry.next(path -> path.endsWith("tags/list"), page("</v2/app/tags/list?n=1000>; rel=\"next\""));
            assertThatThrownBy(() -> open(registry.repository("app"), null).tags())
                    .hasMessageContaining("the list of tags does not end");

            registry.next(path -> path.endsWith("tags/list"), page("<https://evil.invalid/v2/>; rel=\"next\""));
            assertThatThrownBy(() -> open(registry.repository("app"), null).tags())
                    .hasMessageContaining("the next page of tags is on another host: evil.invalid");
        }
    }

    private static com.sun.net.httpserver.HttpHandler page(String link) {
        return exchange -> {
            exchange.getResponseHeaders().set("Link", link);
            io.jenkins.plugins.kargo.engine.testing.LoopbackServer.answer(
                    exchange,
                    200,
                    "application/json",
                    "{\"tags\":[\"1\"]}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        };
    }

    @Test
    void passingTroubleIsSurvived() throws Exception {
        try (RegistryDouble registry = RegistryDouble.start()) {
            registry.put("app", "1", IMAGE);
            registry.next(path -> path.endsWith("tags/list"), RegistryDouble.status(500));
            registry.next(path -> path.endsWith("tags/list"), RegistryDouble.cut());
            registry.next(path -> path.endsWith("tags/list"), RegistryDouble.tooManyRequests(1));

            assertThat(open(registry.repository("app"), null).tags()).containsExactly("1");
        }
    }

    @Test
    void lastingTroubleIsOneClearError() throws Exception {
        try (RegistryDouble registry = RegistryDouble.start()) {
            registry.put("app", "1", IMAGE);
            for (int i = 0; i < 4; i++) {
                registry.next(path -> path.endsWith("tags/list"), RegistryDouble.status(500));
            }
            assertThatThrownBy(() -> open(registry.repository("app"), null).tags())
                    .hasMessage(registry.repository("app")
                            + ": list of tags: the registry answered 500: UNKNOWN as the test wants it");
            assertThatThrownBy(() -> open(registry.repository("gone"), null).tags())
                    .hasMessageContaining("the registry answered 404: NAME_UNKNOWN");
        }
    }

    @Test
    void manifestsThatAreNotWhatTheyClaimAreRefused() throws Exception {
        try (RegistryDouble registry = RegistryDouble.start()) {
            registry.putRaw("app", "text", Manifest.OCI_MANIFEST, "no json");
            registry.putRaw("app", "list", Manifest.OCI_MANIFEST, "[]");
            String digest = IMAGE.digest();
            registry.putRaw("app", digest, Manifest.OCI_MANIFEST, "{}");
            OciRepository repository = open(registry.repository("app"), null);

            assertThatThrownBy(() -> repository.manifest("text"))
                    .hasMessageContaining("the manifest of text is not JSON");
            assertThatThrownBy(() -> repository.manifest("list")).hasMessageContaining("is not a JSON object");
            assertThatThrownBy(() -> repository.manifest(digest))
                    .hasMessageContaining("although the registry calls it " + digest);
            assertThatThrownBy(() -> repository.manifest("../../secret"))
                    .hasMessageContaining("neither a tag nor a digest");
        }
    }

    @Test
    void aRegistryWithAnUnknownCertificateIsNotSpokenToByPlainHttp() throws Exception {
        try (RegistryDouble registry = RegistryDouble.https(SelfSigned.context(temp))) {
            registry.put("app", "1", IMAGE);

            assertThatThrownBy(() -> open(registry.repository("app"), null).tags())
                    .isInstanceOfSatisfying(
                            HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(HttpFailure.Kind.TLS));
            OciGateway gateway = new OciGateway(new HttpGateway(FAST), temp);
            RepositoryName name = RepositoryName.parse(registry.repository("app"));
            assertThat(gateway.repository(name, null, true).tags()).containsExactly("1");
        }
    }

    @Test
    void aRegistryThatIsNotThereIsUnreachable() {
        String gone;
        try (RegistryDouble registry = RegistryDouble.start()) {
            gone = registry.repository("app");
        }
        assertThatThrownBy(() -> open(gone, null).tags())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no connection");
    }
}
