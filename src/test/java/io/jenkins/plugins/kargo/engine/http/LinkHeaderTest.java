package io.jenkins.plugins.kargo.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkHeaderTest {
    private record Link(String target, String parameters, boolean next) {
        @Override
        public String toString() {
            return '<' + target + '>' + parameters;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "</v2/a/tags/list?n=1&last=b>; rel=\"next\"         | /v2/a/tags/list?n=1&last=b",
                "</v2/a/tags/list?n=1&last=b>;rel=next              | /v2/a/tags/list?n=1&last=b",
                "<https://r.example.com/x>; REL=\"prev Next\"       | https://r.example.com/x",
                "</1>; rel=prev, </2>; title=\"a, <b>; c\"; rel=next | /2",
                "</1>; title=\"\\\"rel=next\"; rel=last, </2>; rel=next; rel=prev | /2",
                "</a,b;c>; a; b=; rel=next                          | /a,b;c",
            })
    void theNextPageIsFoundHoweverItIsWritten(String header, String expected) {
        assertThat(LinkHeader.next(List.of(header))).contains(expected);
        assertThat(LinkHeader.next(List.of("</other>; rel=first", header))).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "next",
                "</a>",
                "</a>; rel=",
                "</a>; rel=nextpage",
                "</a>; rel=prev; rel=next",
                "</a; rel=next",
                "</a>; title=\"rel=next\"",
                "</a>; title=\"; rel=next",
                "rel=next; </a>"
            })
    void nothingElseIsTakenForIt(String header) {
        assertThat(LinkHeader.next(List.of(header))).isEmpty();
    }

    @Test
    void aHeaderOfManyKilobytesTakesNoTime() {
        for (String part : List.of("<a>; x=\"", ";", "\\\"", "<", " ", "<a>;rel=\"x\",")) {
            assertThat(LinkHeader.next(List.of("<a>; b=\"" + part.repeat(50_000), part.repeat(50_000))))
                    .isEmpty();
        }
    }

    @Property
    void noHeaderBreaksTheParser(@ForAll String header) {
        assertThat(LinkHeader.next(List.of(header, "<" + header + ">; rel=" + header)))
                .isNotNull();
    }

    @Property
    void theFirstNextOfAnyListOfLinksIsFound(@ForAll("links") List<Link> links) {
        String expected =
                links.stream().filter(Link::next).map(Link::target).findFirst().orElse(null);
        List<String> texts = links.stream().map(Link::toString).toList();

        assertThat(LinkHeader.next(List.of(String.join(", ", texts))).orElse(null))
                .isEqualTo(expected);
        assertThat(LinkHeader.next(new ArrayList<>(texts)).orElse(null)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<Link>> links() {
        Arbitrary<String> target =
                Arbitraries.strings().withChars("ab/?&=;,.:% \"").ofMaxLength(20);
        Arbitrary<String> title =
                Arbitraries.strings().withChars("ab <>,;=rel").ofMaxLength(20).map(text -> "; title=\"" + text + '"');
        Arbitrary<String> relation =
                Arbitraries.of("next", "prev", "\"next\"", "\"prev next\"", "nextish", "\"\"", "last");
        return Combinators.combine(target, title.injectNull(0.5), relation)
                .as((to, by, rel) -> new Link(
                        to,
                        (by == null ? "" : by) + "; rel=" + rel,
                        List.of("next", "\"next\"", "\"prev next\"").contains(rel)))
                .list()
                .ofMaxSize(5);
    }
}
