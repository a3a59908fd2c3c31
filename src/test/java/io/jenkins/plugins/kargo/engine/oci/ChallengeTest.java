package io.jenkins.plugins.kargo.engine.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ChallengeTest {
    @Test
    void dockerHubsChallengeIsUnderstood() {
        Challenge challenge = Challenge.preferred(List.of("Bearer realm=\"https://auth.docker.io/token\","
                        + "service=\"registry.docker.io\",scope=\"repository:library/nginx:pull,push\""))
                .orElseThrow();

        assertThat(challenge.scheme()).isEqualTo("bearer");
        assertThat(challenge.parameter("realm")).isEqualTo("https://auth.docker.io/token");
        assertThat(challenge.parameter("service")).isEqualTo("registry.docker.io");
        assertThat(challenge.parameter("scope")).isEqualTo("repository:library/nginx:pull,push");
        assertThat(challenge.parameter("error")).isEmpty();
    }

    @Test
    void bearerWinsOverBasicWhereverItStands() {
        assertThat(Challenge.preferred(List.of("Basic realm=\"x\", Bearer realm=\"y\""))
                        .orElseThrow()
                        .scheme())
                .isEqualTo("bearer");
        assertThat(Challenge.preferred(List.of("Basic realm=\"x\"", "BEARER realm=y"))
                        .orElseThrow()
                        .parameter("realm"))
                .isEqualTo("y");
        assertThat(Challenge.preferred(List.of("Basic")).orElseThrow().scheme()).isEqualTo("basic");
    }

    @Test
    void quotesMayBeEscaped() {
        assertThat(Challenge.preferred(List.of("Bearer realm=\"a\\\"b\""))
                        .orElseThrow()
                        .parameter("realm"))
                .isEqualTo("a\"b");
    }

    @Test
    void otherSchemesAreNotForUs() {
        assertThat(Challenge.preferred(List.of("Negotiate", "Digest realm=\"x\", qop=\"auth\"")))
                .isEmpty();
        assertThat(Challenge.preferred(List.of())).isEmpty();
    }

    @Property
    void noHeaderBreaksTheParser(@ForAll String header) {
        assertThat(Challenge.preferred(List.of(header, "Bearer " + header))).isNotNull();
    }
}
