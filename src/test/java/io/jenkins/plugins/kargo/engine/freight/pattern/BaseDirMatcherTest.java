package io.jenkins.plugins.kargo.engine.freight.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseDirMatcherTest {

    @ParameterizedTest
    @CsvSource({
        "apps/,apps/a,true",
        "./apps,apps/a,true",
        "apps,apps2/a,false",
        ".,a/b,true",
        "'',a/b,true",
        "'',../a,false",
        "apps,apps/../secret,false",
        "apps,/apps/a,false",
        "/,/apps/a,true",
        "..,../a,true",
        "..,../..,false",
    })
    void matchesTheDirectoryAndWhatIsUnderIt(String base, String path, boolean expected) {
        assertThat(new BaseDirMatcher(base).matches(path)).isEqualTo(expected);
    }

    @Test
    void twoDotsInsideAFileNameDoNotLeaveTheDirectory() {
        assertThat(new BaseDirMatcher("apps").matches("apps/a..b.yaml")).isTrue();
        assertThat(new BaseDirMatcher("").matches("..hidden")).isTrue();
    }
}
