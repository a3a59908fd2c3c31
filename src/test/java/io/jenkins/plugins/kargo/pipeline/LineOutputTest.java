package io.jenkins.plugins.kargo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineOutputTest {
    private final List<String> lines = new ArrayList<>();

    private void print(int limit, String... parts) {
        try (LineOutput output = new LineOutput(lines::add, limit)) {
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                output.write(bytes, 0, bytes.length);
            }
        }
    }

    @Test
    void linesComeOutWholeHoweverTheyArrive() {
        print(1000, "one\ntw", "o\r\n\nfü", "nf");
        assertThat(lines).containsExactly("one", "two", "", "fünf");
    }

    @Test
    void whatIsTooMuchIsLeftOut() {
        print(10, "12345\n67890\n", "more\n");
        assertThat(lines)
                .containsExactly("12345", "6789", "The program printed more than 10 bytes: the rest is left out");
    }

    @Test
    void aLineWithoutEndIsDivided() {
        print(200_000, "x".repeat(70_000));
        assertThat(lines).extracting(String::length).containsExactly(65_536, 4_464);
    }
}
