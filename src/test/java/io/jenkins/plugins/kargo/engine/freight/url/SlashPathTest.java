package io.jenkins.plugins.kargo.engine.freight.url;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlashPathTest {

    @ParameterizedTest
    @CsvSource({"'',.", "a//b/,a/b", "/,/", "/../a,/a", "../a,../a", "a/../..,..", "./a/.,a", "a/b/../c,a/c"})
    void cleanFindsTheShortestPath(String path, String clean) {
        assertThat(SlashPath.clean(path)).isEqualTo(clean);
    }

    @Test
    void joinCollapsesTheSlashesOfAUrl() {
        assertThat(SlashPath.join("https://charts.example.com", "mychart"))
                .isEqualTo("https:/charts.example.com/mychart");
        assertThat(SlashPath.join("ghcr.io/a/", "")).isEqualTo("ghcr.io/a");
        assertThat(SlashPath.join("", "")).isEmpty();
    }

    @Property
    void cleaningTwiceIsCleaningOnce(@ForAll @Chars({'a', '.', '/'}) String path) {
        String once = SlashPath.clean(path);
        assertThat(SlashPath.clean(once)).isEqualTo(once);
    }
}
