package io.jenkins.plugins.kargo.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    @Test
    void findsATypingErrorWhateverTheCase() {
        assertThat(NearestName.of("prdo", List.of("test", "prod"))).hasValue("prod");
        assertThat(NearestName.of("GIT-CLON", List.of("git-clear", "git-clone")))
                .hasValue("git-clone");
    }

    @Test
    void shortNamesMustBeNear() {
        assertThat(NearestName.of("abc", List.of("abd", "xyz"))).hasValue("abd");
        assertThat(NearestName.of("abc", List.of("axx"))).isEmpty();
        assertThat(NearestName.of("production", List.of("uat", "test"))).isEmpty();
    }

    @Property
    void theNameItselfIsTheNearest(@ForAll @AlphaChars @StringLength(min = 1, max = 12) String name) {
        assertThat(NearestName.of(name, List.of(name + "x", name, "other"))).hasValue(name);
    }
}
