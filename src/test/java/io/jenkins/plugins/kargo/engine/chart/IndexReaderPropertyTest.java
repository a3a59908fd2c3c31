package io.jenkins.plugins.kargo.engine.chart;

import static org.assertj.core.api.Assertions.assertThat;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Against what SnakeYAML itself writes and reads. */
class IndexReaderPropertyTest {
    /** Null when it is refused as it should be. */
    @CheckForNull
    private static Map<String, List<String>> read(byte[] index) throws IOException {
        Map<String, List<String>> charts = new LinkedHashMap<>();
        try {
            IndexReader.read(
                    new ByteArrayInputStream(index), (name, versions) -> charts.put(name, List.copyOf(versions)));
            return charts;
        } catch (ChartException e) {
            assertThat(e).hasMessageContaining("repository index").hasMessageNotContaining("\tat ");
            return null;
        }
    }

    @Property(tries = 300)
    void anyIndexIsReadInAnyStyle(
            @ForAll("charts") Map<String, List<String>> charts,
            @ForAll DumperOptions.FlowStyle style,
            @ForAll DumperOptions.ScalarStyle scalars)
            throws IOException {
        assertThat(read(dump(charts, style, scalars))).isEqualTo(charts);
    }

    private static byte[] dump(
            Map<String, List<String>> charts, DumperOptions.FlowStyle style, DumperOptions.ScalarStyle scalars) {
        Map<String, Object> nested = Map.of("version", "not this", "list", List.of(Map.of("version", 1)));
        Map<String, Object> entries = new LinkedHashMap<>();
        charts.forEach((name, versions) -> {
            List<Object> list = new ArrayList<>();
            for (String version : versions) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("annotations", nested);
                entry.put("version", version);
                entry.put("description", "entries:\n- version: 9.9.9\n");
                list.add(entry);
            }
            entries.put(name, list);
        });
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("apiVersion", "v1");
        index.put("serverInfo", nested);
        index.put("entries", entries);
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(style);
        options.setDefaultScalarStyle(scalars);
        return new Yaml(options).dump(index).getBytes(StandardCharsets.UTF_8);
    }

    @Property(tries = 300)
    void anyTextIsAnswered(@ForAll String text) throws IOException {
        read(text.getBytes(StandardCharsets.UTF_8));
        read(("entries:\n" + text).getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 300)
    void anyBytesAreAnswered(@ForAll byte[] bytes) throws IOException {
        read(bytes);
    }

    /** A part removed, doubled or garbled: what is still read is what it is, without a word that was not there. */
    @Property(tries = 300)
    void anyDamagedIndexIsAnswered(@ForAll("charts") Map<String, List<String>> charts, @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        byte[] index = dump(charts, DumperOptions.FlowStyle.BLOCK, DumperOptions.ScalarStyle.PLAIN);
        int cut = random.nextInt(index.length);
        byte[] shorter = Arrays.copyOf(index, cut);
        byte[] garbled = index.clone();
        for (int i = 0; i < 3; i++) {
            garbled[random.nextInt(garbled.length)] = (byte) random.nextInt(256);
        }

        read(garbled);
        Map<String, List<String>> part = read(shorter);
        if (part != null) {
            assertThat(charts.keySet().stream().toList()).hasSizeGreaterThanOrEqualTo(part.size());
        }
    }

    @Provide
    Arbitrary<Map<String, List<String>>> charts() {
        Arbitrary<String> name = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("-_0123456789")
                .ofMinLength(1)
                .ofMaxLength(12);
        Arbitrary<String> version = Combinators.combine(
                        Arbitraries.integers().between(0, 99),
                        Arbitraries.integers().between(0, 99),
                        Arbitraries.of("", ".0", ".7-rc.1", ".1+meta", " # no comment", ": x"))
                .as((major, minor, rest) -> major + "." + minor + rest);
        return Arbitraries.maps(name, version.list().ofMaxSize(4)).ofMaxSize(6);
    }
}
