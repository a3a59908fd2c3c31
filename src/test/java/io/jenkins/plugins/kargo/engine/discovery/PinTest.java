package io.jenkins.plugins.kargo.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.discovery.Pin.Kind;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    private static Pin parse(Map<String, ?> entry) {
        return Pin.parse(List.of(entry)).get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "r/cart:1.4.7, r/cart, 1.4.7",
        "localhost:5000/cart:1.4.7, localhost:5000/cart, 1.4.7",
        "nginx:latest, nginx, latest",
    })
    void anImageIsRepositoryAndTag(String text, String repository, String tag) {
        assertThat(parse(Map.of("image", text))).isEqualTo(new Pin(Kind.IMAGE, repository, tag));
    }

    @Test
    void aDigestWinsOverTheTagBesideIt() {
        assertThat(parse(Map.of("image", "r:1/cart@" + DIGEST))).isEqualTo(new Pin(Kind.IMAGE, "r:1/cart", DIGEST));
        assertThat(parse(Map.of("image", "r:1/cart:2@" + DIGEST))).isEqualTo(new Pin(Kind.IMAGE, "r:1/cart", DIGEST));
    }

    @Test
    void chartsAndCommitsHaveTheirForms() {
        assertThat(parse(Map.of("chart", "name:1.2.3"))).isEqualTo(new Pin(Kind.CHART, "name", "1.2.3"));
        assertThat(parse(Map.of("chart", "oci://r:5000/charts/app:1.2.3+b")))
                .isEqualTo(new Pin(Kind.CHART, "oci://r:5000/charts/app", "1.2.3+b"));
        assertThat(parse(Map.of("chart", "name:1.2.3", "repoURL", "https://charts.example.com")))
                .isEqualTo(new Pin(Kind.CHART, "https://charts.example.com/name", "1.2.3"));
        assertThat(parse(Map.of("commit", "abc123"))).isEqualTo(new Pin(Kind.COMMIT, "", "abc123"));
        assertThat(parse(Map.of("git", "abc123", "repoURL", "https://g/x")))
                .isEqualTo(new Pin(Kind.COMMIT, "https://g/x", "abc123"));
    }

    @Test
    void nothingIsNoPins() {
        assertThat(Pin.parse(null)).isEmpty();
        assertThat(Pin.parse(List.of())).isEmpty();
    }

    @Test
    void mistakesAreAnsweredWithTheForms() {
        for (Map<String, String> bad : List.of(
                Map.of("image", "r/cart"),
                Map.of("image", "localhost:5000/cart"),
                Map.of("image", ":1"),
                Map.of("image", "r/cart:"),
                Map.of("chart", "name"),
                Map.of("commit", " "),
                Map.of("commit", "a", "git", "b"),
                Map.of("image", "a:1", "chart", "b:1"),
                Map.of("repoURL", "x"),
                Map.<String, String>of())) {
            assertThatThrownBy(() -> parse(bad))
                    .as(bad.toString())
                    .isInstanceOf(InvalidPinException.class)
                    .hasMessageContaining("write [image: 'registry/app:1.2.3']");
        }
        assertThatThrownBy(() -> parse(Map.of("img", "a:1"))).hasMessageContaining("'img' is not one of");
    }

    @Test
    void urlsAreComparedAsKargoComparesThem() {
        Pin image = new Pin(Kind.IMAGE, "docker.io/library/nginx", "1");
        assertThat(image.isFor(Subscriptions.image("nginx", ""))).isTrue();
        assertThat(image.isFor(Subscriptions.image("bitnami/nginx", ""))).isFalse();
        Pin commit = new Pin(Kind.COMMIT, "https://GitHub.com/org/app.git", "a");
        assertThat(commit.isFor(Subscriptions.branch("https://github.com/org/app", "main")))
                .isTrue();
        Pin chart = new Pin(Kind.CHART, "https://charts.example.com/app", "1.0.0");
        assertThat(chart.isFor(Subscriptions.chart("https://charts.example.com/", "app", "")))
                .isTrue();
        assertThat(chart.isFor(Subscriptions.chart("https://charts.example.com/", "other", "")))
                .isFalse();
        assertThat(new Pin(Kind.CHART, "oci://r.io/app", "1").isFor(Subscriptions.chart("oci://r.io/app", "", "")))
                .isTrue();
    }

    @Test
    void aPinMustFitExactlyOneSubscription() {
        Pin commit = new Pin(Kind.COMMIT, "", "abc");
        assertThatThrownBy(() -> new PinnedSubscriptions(
                        Subscriptions.warehouse(
                                "w",
                                Subscriptions.branch("https://a/x", "main"),
                                Subscriptions.branch("https://b/y", "main")),
                        List.of(commit)))
                .hasMessageContaining(
                        "commit abc fits several subscriptions of warehouse w, which has git https://a/x, git");
        assertThatThrownBy(() -> new PinnedSubscriptions(
                        Subscriptions.warehouse("w", Subscriptions.image("nginx", "")),
                        List.of(new Pin(Kind.IMAGE, "nginx", "1"), new Pin(Kind.IMAGE, "docker.io/nginx", "2"))))
                .hasMessageContaining("are for the same subscription");
    }

    @Property
    void noTextBreaksTheParser(@ForAll String text) {
        for (String key : List.of("image", "chart", "commit")) {
            try {
                assertThat(parse(Map.of(key, text)).version()).isNotEmpty();
            } catch (InvalidPinException e) {
                assertThat(e).hasMessageStartingWith("artifacts: ");
            }
        }
    }
}
