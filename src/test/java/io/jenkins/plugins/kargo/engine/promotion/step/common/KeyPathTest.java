package io.jenkins.plugins.kargo.engine.promotion.step.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class KeyPathTest {
    @TestFactory
    Stream<DynamicTest> agreesWithTheConformanceData() {
        return Conformance.cases("sjson-keys.json")
                .map(testCase -> DynamicTest.dynamicTest(testCase.get("key").toString(), () -> check(testCase)));
    }

    private static void check(JsonNode testCase) throws Exception {
        String key = testCase.get("key").asText();
        if (testCase.has("error")) {
            assertThatThrownBy(() -> KeyPath.parse(key))
                    .hasMessageContaining(testCase.get("error").asText());
            return;
        }
        List<String> parts = new ArrayList<>();
        testCase.get("parts").forEach(part -> parts.add(part.asText()));
        assertThat(KeyPath.parse(key).parts()).isEqualTo(parts);
    }

    @Test
    void aColonBeforeAPartSaysThatItIsAName() throws Exception {
        assertThat(KeyPath.parse("a.:2.3").named()).containsExactly(false, true, false);
    }

    @Test
    void aBackslashAtTheEndEscapesNothing() {
        assertThatThrownBy(() -> KeyPath.parse("a\\")).hasMessageContaining("invalid escape sequence");
    }
}
