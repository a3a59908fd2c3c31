package io.jenkins.plugins.kargo.engine.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

    @Test
    void aHeaderOfManyKilobytesTakesNoTime() {
        for (String part : List.of("a", ",", "a=", "a=b, ", "\\a", "Basic ", "=\"")) {
            assertThat(Challenge.preferred(List.of(part.repeat(50_000), "Digest x=\"" + part.repeat(50_000))))
                    .isNotNull();
        }
    }

    @Property
    void whateverAServerOffersIsUnderstood(@ForAll("offers") List<Challenge> offered) {
        List<String> headers = offered.stream().map(ChallengeTest::write).toList();
        Challenge expected = Stream.of("bearer", "basic")
                .flatMap(scheme -> offered.stream().filter(o -> o.scheme().equalsIgnoreCase(scheme)))
                .findFirst()
                .orElse(null);

        for (List<String> way : List.of(headers, List.of(String.join(", ", headers)))) {
            Challenge chosen = Challenge.preferred(way).orElse(null);
            if (expected == null) {
                assertThat(chosen).isNull();
            } else {
                assertThat(chosen.scheme()).isEqualToIgnoringCase(expected.scheme());
                if (expected.scheme().equalsIgnoreCase("bearer")) {
                    assertThat(chosen.parameters()).isEqualTo(expected.parameters());
                }
            }
        }
    }

    private static String write(Challenge challenge) {
        return challenge.scheme()
                + challenge.parameters().entrySet().stream()
                        .map(p -> p.getKey() + "=\"" + p.getValue().replaceAll("[\"\\\\]", "\\\\$0") + '"')
                        .collect(Collectors.joining(", ", " ", ""));
    }

    @Provide
    Arbitrary<List<Challenge>> offers() {
        Arbitrary<String> scheme = Arbitraries.of("Bearer", "bearer", "Basic", "BASIC", "Digest", "Negotiate");
        Arbitrary<String> name = Arbitraries.of("realm", "service", "scope", "error", "x-y");
        Arbitrary<String> value =
                Arbitraries.strings().withChars("ab \"\\\\,=:/?&;").ofMaxLength(20);
        return Combinators.combine(
                        scheme, Arbitraries.maps(name, value).ofMinSize(1).ofMaxSize(4))
                .as(Challenge::new)
                .list()
                .ofMaxSize(4);
    }
}
