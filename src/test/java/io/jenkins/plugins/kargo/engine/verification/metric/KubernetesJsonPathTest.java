package io.jenkins.plugins.kargo.engine.verification.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.JsonReader;
import io.jenkins.plugins.kargo.engine.verification.AnalysisException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesJsonPathTest {
    private static final Object DOCUMENT = JsonReader.read("""
            {"data": {"ok": true, "rate": 0.5, "name": "x", "none": null},
             "items": [{"name": "a", "up": 1}, {"name": "b", "up": 0}],
             "odd.key": 7}
            """, Evaluation.plain());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{$.data.ok} | true",
                "{.data.rate} | 0.5",
                "$.data.name | x",
                "{@.data.name} | x",
                "{.items[0].name} | a",
                "{.items[-1].name} | b",
                "{.items[*].name} | a",
                "{.items[?(@.up==0)].name} | b",
                "{.items[?(@.name=='b')].up} | 0.0",
                "{..name} | x",
                "{['odd.key']} | 7.0",
                "{.data.none} | null",
            })
    void theFirstMatchCounts(String path, String expected) throws AnalysisException {
        assertThat(String.valueOf(KubernetesJsonPath.parse(path).first(DOCUMENT)))
                .isEqualTo(expected);
    }

    @Test
    void withoutAPathItIsTheWholeDocument() throws AnalysisException {
        assertThat(KubernetesJsonPath.parse("").first(List.of(1.0))).isEqualTo(List.of(1.0));
        assertThat(KubernetesJsonPath.parse("{$}").first(Map.of("a", 1.0))).isEqualTo(Map.of("a", 1.0));
        assertThat(KubernetesJsonPath.parse("{$}").first(null)).isNull();
        assertThat(KubernetesJsonPath.parse("{$}").first(5.0)).isEqualTo(5.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{.nope}", "{.items[5].name}", "{.items[?(@.up==9)].name}", "{.data.name.deeper}"})
    void noMatchIsAnError(String path) throws AnalysisException {
        KubernetesJsonPath parsed = KubernetesJsonPath.parse(path);
        assertThatThrownBy(() -> parsed.first(DOCUMENT))
                .isInstanceOf(AnalysisException.class)
                .hasMessageStartingWith("Could not find JSONPath " + path + " in body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{.a", "{.items[?(}", "{.items[?(@.name =~ /a/)]}"})
    void whatIsNoPathIsNamed(String path) {
        assertThatThrownBy(() -> KubernetesJsonPath.parse(path))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("jsonPath \"" + path + "\"");
    }
}
