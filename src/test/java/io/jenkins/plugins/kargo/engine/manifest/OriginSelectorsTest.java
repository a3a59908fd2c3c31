package io.jenkins.plugins.kargo.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import org.junit.jupiter.api.Test;

class OriginSelectorsTest {
    private static String warehouse(String name, String team) {
        return """
                apiVersion: kargo.akuity.io/v1alpha1
                kind: Warehouse
                metadata: {name: %s, namespace: demo, labels: {team: %s}}
                spec:
                  subscriptions:
                  - image: {repoURL: r.example.com/%s}
                """.formatted(name, team, name);
    }

    private static LoadedManifests load(String origins) {
        return Manifests.load(Manifests.all(
                Manifests.stage("test", "requestedFreight:\n" + origins),
                warehouse("svc-cart", "shop"),
                warehouse("svc-pay", "shop"),
                warehouse("config", "ops")));
    }

    private static String entry(String origin, String sources) {
        return "- origin: {kind: Warehouse, " + origin + "}\n  sources: {" + sources + "}\n";
    }

    private static java.util.List<String> origins(LoadedManifests loaded) {
        assertThat(loaded.errors()).isEmpty();
        return loaded.configuration().stages().get("test").requestedFreight().stream()
                .map(request -> request.origin().name() + (request.sources().direct() ? " direct" : ""))
                .toList();
    }

    @Test
    void aPatternOfNamesRequestsFreightOfEachThatMatches() {
        assertThat(origins(load(entry("name: 'glob:svc-*'", "direct: true"))))
                .containsExactly("svc-cart direct", "svc-pay direct");
    }

    @Test
    void labelsSelectToo() {
        assertThat(origins(load(entry("selector: {matchLabels: {team: ops}}", "direct: true"))))
                .containsExactly("config direct");
    }

    @Test
    void aNamedOriginComesBeforeOneThatIsSelected() {
        LoadedManifests loaded = load(entry("name: 'regex:.*'", "direct: true")
                + entry("name: svc-pay", "direct: true, stages: [test2]")
                        .replace(", stages: [test2]", ", requiredSoakTime: 1h"));

        assertThat(origins(loaded)).containsExactly("svc-cart direct", "config direct", "svc-pay direct");
        assertThat(loaded.configuration().stages().get("test").requestedFreight())
                .last()
                .extracting(FreightRequest::sources)
                .satisfies(sources -> assertThat(sources.requiredSoakTime()).isNotNull());
    }

    @Test
    void whatSelectsNothingOrIsWrongIsAnError() {
        assertThat(load(entry("name: 'glob:none-*'", "direct: true")).errors())
                .singleElement()
                .asString()
                .contains("spec.requestedFreight[0].origin", "selects no Warehouse", "svc-cart");
        assertThat(load(entry("name: 'regex:('", "direct: true")).errors()).hasSize(1);
        assertThat(load(entry("name: a, selector: {}", "direct: true")).errors())
                .anySatisfy(error -> assertThat(error.toString()).contains("both name and selector"));
        assertThat(load("- origin: {kind: Warehouse}\n  sources: {direct: true}\n")
                        .errors())
                .anySatisfy(error -> assertThat(error.toString()).contains("lacks the required field name"));
    }

    @Test
    void aCircleIsReportedWhereItsSourcesStand() {
        LoadedManifests loaded = Manifests.load(Manifests.all(
                Manifests.stage("a", "requestedFreight:\n" + entry("name: 'glob:*'", "stages: [b]")),
                Manifests.stage("b", "requestedFreight:\n" + entry("name: 'glob:*'", "stages: [a]")),
                warehouse("one", "x"),
                warehouse("two", "x")));

        assertThat(loaded.errors())
                .isNotEmpty()
                .allSatisfy(
                        error -> assertThat(error.toString()).contains("spec.requestedFreight[0].sources", "circle"));
    }
}
