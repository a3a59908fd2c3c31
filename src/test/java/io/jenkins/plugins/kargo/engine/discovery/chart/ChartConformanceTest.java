package io.jenkins.plugins.kargo.engine.discovery.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.chart.ChartRepositories;
import io.jenkins.plugins.kargo.engine.discovery.Subscriptions;
import io.jenkins.plugins.kargo.engine.discovery.selection.DiscoveredArtifact;
import io.jenkins.plugins.kargo.engine.freight.semver.Version;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.oci.OciGateway;
import io.jenkins.plugins.kargo.engine.testing.ChartRepository;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import io.jenkins.plugins.kargo.engine.testing.SelfSigned;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Kargo's own cases of chart selection, those of HTTP against a real server. */
class ChartConformanceTest {
    @TempDir
    Path temp;

    @TestFactory
    Stream<DynamicTest> kargosCases() {
        return Conformance.cases("chart-selection.json")
                .map(c -> DynamicTest.dynamicTest(
                        c.path("fn").asText() + ' ' + c.path("src").asText(), () -> check(c)));
    }

    private void check(JsonNode c) throws Exception {
        switch (c.path("fn").asText()) {
            case "toStrings" ->
                assertThat(texts(c.path("versions")).stream()
                                .map(Version::parse)
                                .map(Version::original))
                        .isEqualTo(texts(c.path("selected")));
            // Kargo's filter keeps the order; ours sorts in the same stroke.
            case "filter" ->
                assertThat(new ChartSelector(Subscriptions.chart(
                                        "https://charts.example.com",
                                        "app",
                                        c.path("constraint").asText()))
                                .ofIndex(texts(c.path("versions"))))
                        .containsExactlyInAnyOrderElementsOf(texts(c.path("selected")));
            case "http" -> http(c);
            case "newSelector" ->
                assertThatThrownBy(() -> new ChartSelector(Subscriptions.chart(
                                "https://charts.example.com",
                                "app",
                                c.path("subscription").path("semverConstraint").asText())))
                        .isInstanceOf(IllegalArgumentException.class);
            default -> throw new AssertionError("unknown kind of case: " + c);
        }
    }

    private void http(JsonNode c) throws Exception {
        try (ChartRepository repository =
                c.has("tls") ? ChartRepository.https(SelfSigned.context(temp)) : ChartRepository.anonymous()) {
            repository.status(c.path("status").asInt());
            repository.index(c.path("index").asText(""));
            HttpGateway gateway = new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK));
            ChartDiscovery discovery = new ChartDiscovery(
                    new ChartRepositories(gateway, temp.resolve("charts")),
                    new OciGateway(gateway, temp.resolve("oci")));
            Subscription.Chart subscription = new Subscription.Chart(
                    "",
                    repository.url(),
                    c.path("chart").asText(),
                    "",
                    20,
                    c.path("insecureSkipTLSVerify").asBoolean());
            if (c.has("error")) {
                assertThatThrownBy(() -> discovery.discover(subscription, CredentialResolver.NONE))
                        .hasMessageContaining(c.path("error").asText());
            } else {
                assertThat(discovery.discover(subscription, CredentialResolver.NONE))
                        .extracting(DiscoveredArtifact.Chart::version)
                        .isEqualTo(texts(c.path("selected")));
            }
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
