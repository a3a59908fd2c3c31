package io.jenkins.plugins.kargo.engine.discovery.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.discovery.selection.DiscoveredArtifact;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Kargo's own cases of image selection. */
class ImageSelectorConformanceTest {
    @TestFactory
    Stream<DynamicTest> kargosCases() {
        return Conformance.cases("image-selection.json")
                .map(c -> DynamicTest.dynamicTest(
                        c.path("fn").asText() + ' ' + c.path("src").asText(), () -> check(c)));
    }

    private static void check(JsonNode c) {
        switch (c.path("fn").asText()) {
            case "matchesTag" ->
                assertThat(selector(c.path("config")).matchesTag(c.path("tag").asText()))
                        .isEqualTo(c.path("match").asBoolean());
            case "select", "filter" ->
                assertThat(selector(c.path("config")).candidates(texts(c.path("tags"))))
                        .isEqualTo(texts(c.path("selected")));
            case "sortByCreated" -> sortByCreated(c);
            case "newSelector" -> newSelector(c);
            default -> throw new AssertionError("unknown kind of case: " + c);
        }
    }

    private static void sortByCreated(JsonNode c) {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        List<DiscoveredArtifact.Image> images = new ArrayList<>();
        c.path("createdOffsetsHours")
                .forEach(hours -> images.add(new DiscoveredArtifact.Image(
                        hours.asText(), "", Map.of(), start.plus(Duration.ofHours(hours.asLong())))));
        List<DiscoveredArtifact.Image> shuffled = new ArrayList<>(images);
        Collections.shuffle(shuffled, new java.util.Random(7));

        assertThat(ImageSelector.newestBuildsFirst(shuffled))
                .extracting(DiscoveredArtifact.Image::tag)
                .isEqualTo(texts(c.path("selected")));
    }

    private static void newSelector(JsonNode c) {
        JsonNode given = c.path("subscription");
        if (given.has("allowTags") || given.has("ignoreTags")) {
            // The model has no such fields: the manifest loader translates them and shows the new form.
            return;
        }
        if (c.path("valid").asBoolean()) {
            assertThatCode(() -> selector(c.path("strategy").asText(), given)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> selector(c.path("strategy").asText(), given))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static ImageSelector selector(JsonNode config) {
        return new ImageSelector(subscription(config.path("strategy").asText(), "example/image", config));
    }

    private static ImageSelector selector(String strategy, JsonNode given) {
        return new ImageSelector(subscription(strategy, given.path("repoURL").asText(""), given));
    }

    private static Subscription.Image subscription(String strategy, String repoURL, JsonNode given) {
        boolean anyStrategy = strategy.equals("any") || strategy.equals("base");
        return new Subscription.Image(
                "",
                repoURL,
                Subscription.ImageSelection.valueOf(anyStrategy ? "NewestBuild" : strategy),
                given.path("constraint").asText(""),
                given.path("strictSemvers").asBoolean(true),
                texts(given.path("allowTagsRegexes")),
                texts(given.path("ignoreTagsRegexes")),
                given.path("platform").asText(""),
                20,
                false,
                false);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
