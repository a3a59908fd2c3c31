package io.jenkins.plugins.kargo.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Defaults, validation and spellings of subscriptions as Kargo's own tests have them. */
class SubscriptionConformanceTest {
    /** Kargo's test runs it under an operator's policy that requires cacheByTag; there is no such policy here. */
    private static final String POLICY_CASE = "pkg/subscription/image_test.go:162";

    @TestFactory
    Stream<DynamicTest> everyCaseIsAsInKargo() {
        return Conformance.cases("subscription-validation.json")
                .map(c -> DynamicTest.dynamicTest(
                        c.get("fn").asText() + ' ' + c.get("src").asText(), () -> check(c)));
    }

    private static void check(JsonNode c) throws Exception {
        switch (c.get("fn").asText()) {
            case "format" -> format(c);
            case "validate" -> validate(c);
            default -> defaults(c);
        }
    }

    private static void format(JsonNode c) {
        String value = c.get("value").asText();
        Optional<String> problem =
                switch (c.get("kind").asText() + ' ' + c.get("field").asText()) {
                    case "git repoURL" -> Formats.gitUrl(value);
                    case "git branch" -> Formats.branch(value);
                    case "image repoURL" -> Formats.image(value);
                    default -> Formats.chartUrl(value);
                };
        assertThat(problem.isEmpty()).as(value).isEqualTo(c.get("valid").asBoolean());
    }

    private static LoadedManifests load(JsonNode subscription) throws Exception {
        Map<String, Object> warehouse = Map.of(
                "apiVersion",
                "kargo.akuity.io/v1alpha1",
                "kind",
                "Warehouse",
                "metadata",
                Map.of("name", "w"),
                "spec",
                Map.of("subscriptions", List.of(subscription)));
        // JSON is YAML.
        String text = Conformance.JSON.writeValueAsString(warehouse);
        return new ManifestLoader(Manifests.CAPABILITIES).load(List.of(new ManifestFile("w.yaml", text)));
    }

    private static void validate(JsonNode c) throws Exception {
        LoadedManifests loaded = load(c.get("subscription"));
        boolean valid = c.get("valid").asBoolean() || c.get("src").asText().equals(POLICY_CASE);
        assertThat(loaded.hasErrors()).as(loaded.problems().toString()).isEqualTo(!valid);
        if (!valid) {
            for (JsonNode error : c.get("errors")) {
                assertThat(loaded.errors())
                        .extracting(ManifestProblem::path)
                        .contains("spec.subscriptions[0]." + error.get("field").asText());
            }
        }
    }

    private static void defaults(JsonNode c) throws Exception {
        String kind = c.get("kind").asText();
        JsonNode subscription = c.get("subscription").deepCopy();
        if (!(subscription.get(kind) instanceof ObjectNode fields)) {
            assertThat(load(subscription).hasErrors()).isTrue();
            return;
        }
        fields.put("repoURL", kind.equals("image") ? "r.example.com/app" : "https://example.com/repo");
        if (kind.equals("chart")) {
            fields.put("name", "app");
        }
        LoadedManifests loaded = load(subscription);
        assertThat(loaded.problems()).isEmpty();
        Warehouse warehouse = loaded.configuration().warehouses().get("w");
        Subscription read = warehouse.subscriptions().get(0);
        c.get("expect")
                .properties()
                .forEach(expected -> assertThat(field(read, expected.getKey()))
                        .isEqualTo(expected.getValue().asText()));
    }

    private static String field(Subscription subscription, String path) {
        String name = path.substring(path.indexOf('.') + 1);
        try {
            var method = subscription.getClass().getMethod(name);
            method.setAccessible(true);
            return String.valueOf(method.invoke(subscription));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name + " of " + subscription, e);
        }
    }
}
