package io.jenkins.plugins.kargo.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexReaderTest {
    private static Map<String, List<String>> read(InputStream in) throws IOException {
        Map<String, List<String>> charts = new LinkedHashMap<>();
        IndexReader.read(in, (name, versions) -> charts.put(name, List.copyOf(versions)));
        return charts;
    }

    private static Map<String, List<String>> read(String yaml) throws IOException {
        return read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void namesAndVersionsAreFoundAmongEverythingElse() throws Exception {
        assertThat(read("""
                        apiVersion: v1
                        generated: {at: [1, {x: y}]}
                        entries:
                          app:
                          - name: app
                            version: 1.10
                            dependencies:
                            - name: other
                              version: 7.0.0
                            annotations: &a {version: nested}
                          - version: "2.0.0"
                            description: |
                              version: 3.0.0
                          empty: []
                          none:
                        serverInfo: {}
                        """)).isEqualTo(Map.of("app", List.of("1.10", "2.0.0"), "empty", List.of(), "none", List.of()));
    }

    @Test
    void jsonIsYamlToo() throws Exception {
        assertThat(read("{\"entries\": {\"app\": [{\"version\": \"1.0.0\"}]}}")).containsEntry("app", List.of("1.0.0"));
    }

    @Test
    void anEmptyRepositoryHasNoCharts() throws Exception {
        assertThat(read("")).isEmpty();
        assertThat(read("entries:\n")).isEmpty();
        assertThat(read("apiVersion: v1\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "this isn't yaml",
                "- a list",
                "entries: {app: [",
                "entries: {app: [{version: *missing}]}",
                "entries: {app: [{version: [1]}]}",
                "entries: {? [a] : b}",
                "\u0000",
                "a: b: c"
            })
    void anythingElseIsOneError(String yaml) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining("repository index");
    }

    @Test
    void nestingIsBounded() {
        assertThatThrownBy(() -> read("x: " + "[".repeat(10_000))).isInstanceOf(ChartException.class);
    }

    @Test
    void aliasBombsAreNotExpanded() throws Exception {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThat(read(bomb + "entries: {app: [{version: 1.0.0, x: *a59}]}")).containsKey("app");
    }

    @Test
    void anIndexOfThirtyMegabytesNeedsLittleMemory() throws Exception {
        IntFunction<String> entry = i -> "  chart-" + i + ":\n  - name: chart-" + i + "\n    description: "
                + "text ".repeat(180) + "\n    version: 1.0." + i + "\n";
        int charts = 31_000;
        int[] count = {0};
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();
        IndexReader.read(new Lines("entries:\n", entry, charts), (name, versions) -> {
            count[0]++;
            if (count[0] % 10_000 == 0) {
                System.gc();
                assertThat(runtime.totalMemory() - runtime.freeMemory() - before)
                        .isLessThan(64L << 20);
            }
        });
        assertThat(count[0]).isEqualTo(charts);
    }

    /** Produces the text while it is read. */
    private static final class Lines extends InputStream {
        private final IntFunction<String> parts;
        private final int count;
        private int next;
        private ByteArrayInputStream current;

        Lines(String head, IntFunction<String> parts, int count) {
            this.parts = parts;
            this.count = count;
            current = new ByteArrayInputStream(head.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int n = current.read(buffer, offset, length);
            while (n < 0 && next < count) {
                current = new ByteArrayInputStream(parts.apply(next++).getBytes(StandardCharsets.UTF_8));
                n = current.read(buffer, offset, length);
            }
            return n;
        }
    }
}
