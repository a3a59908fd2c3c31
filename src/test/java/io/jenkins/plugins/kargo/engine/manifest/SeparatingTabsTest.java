package io.jenkins.plugins.kargo.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class SeparatingTabsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:\tb\n",
                "a: \"x\"\t# c\n",
                "a:\t# c\n  b: 1\n",
                "a: \t1\n",
                "{a:\t1}\n",
                "a: [1,\t2]\n",
                "{\n\t\"a\": [\n\t\t1\n\t]\n}\n",
                "a: {\n\tb: 1\n}\n",
                "a: 1\n  \t# c\nb: 2\n",
                "a: &x\t1\n",
                "a:\t|\n  x\n",
                "a: 1\r\n\t\r\nb: 2\r\n",
                "--- \t\na: \"😀\"\t# c\nb: \"x\"\t\n"
            })
    void becomeSpaces(String text) {
        String spaced = SeparatingTabs.asSpaces(text);
        assertThat(spaced).hasSameSizeAs(text);
        assertThat(new Yaml().<Object>load(spaced)).isEqualTo(new Yaml().load(text.replace('\t', ' ')));
    }

    @Test
    void thoseInValuesStay() {
        String text = "a: 'x\ty'\nb: \"x\ty\"\t# c\nc: x\ty\nd: |\n  x\ty\n  \tz\n";
        assertThat(SeparatingTabs.asSpaces(text)).isEqualTo(text.replace("\t#", " #"));
    }

    @Test
    void thoseThatIndentABlockStay() {
        for (String text : new String[] {"a:\n\tb: 1\n", "a:\n \t- b\n"}) {
            assertThat(SeparatingTabs.asSpaces(text)).isEqualTo(text);
        }
    }

    @Test
    void whatIsBehindAnErrorStays() {
        assertThat(SeparatingTabs.asSpaces("a:\t1\nb: @x\nc:\t2\n")).isEqualTo("a: 1\nb: @x\nc:\t2\n");
    }

    @Test
    void manyOfThemTakeNoLongerThanTheyAreLong() {
        String tabs = "\t".repeat(1 << 20);
        assertThat(SeparatingTabs.asSpaces("a:" + tabs + "1\n")).isEqualTo("a:" + tabs.replace('\t', ' ') + "1\n");
    }
}
