package io.jenkins.plugins.kargo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "gzip, deflate, br", "br;q=1.0, GZIP;q=0.5", "deflate,gzip ; q=0.001"})
    void isUsedForWhoeverAcceptsIt(String header) {
        assertThat(Gzip.isAccepted(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "br", "gzip;q=0", "gzip; q=0.000, br", "x-gzip-like"})
    void isNotUsedForWhoeverDoesNotAcceptIt(String header) {
        assertThat(Gzip.isAccepted(header)).isFalse();
    }

    @Test
    void isNotUsedWithoutAHeader() {
        assertThat(Gzip.isAccepted(null)).isFalse();
    }

    @Test
    void aLargeAnswerComesBackAsItWas() throws IOException {
        byte[] body = "{\"stage\": \"prod – ∅\"}".repeat(1000).getBytes(StandardCharsets.UTF_8);

        byte[] compressed = Gzip.compress(body);

        assertThat(Gzip.isWorthIt(body)).isTrue();
        assertThat(compressed).hasSizeLessThan(body.length / 10);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes())
                .isEqualTo(body);
    }

    @Test
    void aSmallAnswerIsNotWorthIt() {
        assertThat(Gzip.isWorthIt(new byte[500])).isFalse();
    }
}
