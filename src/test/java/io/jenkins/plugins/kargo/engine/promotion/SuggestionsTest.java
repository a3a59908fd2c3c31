package io.jenkins.plugins.kargo.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    @Test
    void theNearestNameIsProposed() {
        assertThat(Suggestions.among("prdo", List.of("test", "prod", "uat"), "none"))
                .isEqualTo("; did you mean \"prod\"?");
        assertThat(Suggestions.among("Test", List.of("test", "best"), "none")).isEqualTo("; did you mean \"test\"?");
    }

    @Test
    void withoutANearNameAllAreListed() {
        assertThat(Suggestions.among("production", List.of("uat", "test"), "none"))
                .isEqualTo("; there are: test, uat");
        List<String> many =
                IntStream.range(100, 200).mapToObj(i -> "stage-" + i).toList();
        assertThat(Suggestions.among("x", many, "none")).endsWith("stage-111, …");
    }

    @Test
    void whenThereAreNoneItSaysSo() {
        assertThat(Suggestions.among("x", List.of(), "the project has no stages"))
                .isEqualTo("; the project has no stages");
    }
}
