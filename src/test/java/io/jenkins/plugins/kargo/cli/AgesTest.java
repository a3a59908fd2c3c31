package io.jenkins.plugins.kargo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T11:59:15Z, 45s",
        "2026-03-10T11:48:00Z, 12m",
        "2026-03-10T07:00:00Z, 5h",
        "2026-03-07T11:00:00Z, 3d",
        "2026-03-10T12:00:05Z, 0s"
    })
    void agesHaveOneUnit(String time, String expected) {
        assertThat(Ages.of(new TextNode(time), NOW)).isEqualTo(expected);
    }

    @Test
    void noTimeIsNoAge() {
        assertThat(Ages.of(NullNode.instance, NOW)).isEmpty();
    }
}
