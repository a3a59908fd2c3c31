package io.jenkins.plugins.kargo.engine.freight.url;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitUrlsTest {

    /** The expected values were printed by Kargo's own normaliser. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://user:tok@GitHub.com/A/B.git/   | https://github.com/a/b",
                "https://github.com/a/b//               | https://github.com/a/b/",
                "https://github.com/a/b.git.git         | https://github.com/a/b.git",
                "https://github.com/a/b?                | https://github.com/a/b?",
                "https://github.com/a/B?x=y             | https://github.com/a/B?x=y",
                "https://github.com/a%20b/%2fc          | https://github.com/a%20b/%2fc",
                "https://github.com/a%20b/%2Fc.git      | https://github.com/a%20b//c",
                "https://github.com/é                   | https://github.com/%C3%A9",
                "https://github.com:port/a/B            | https://github.com:port/a/B",
                "https://[::1]:8443/a/b.git             | https://[::1]:8443/a/b",
                "ssh://GIT:Pw@github.com/a/b            | ssh://git:pw@github.com/a/b",
                "git@host:a:b/C                         | ssh://git@host",
                "git@host:22:b/C                        | git@host:22:b/C",
                "file:///srv/Repo                       | ssh://file////srv/repo",
                "/srv/Repo                              | /srv/Repo",
            })
    void oddUrlsBecomeWhatKargoMakesOfThem(String url, String normal) {
        assertThat(GitUrls.normalize(url)).isEqualTo(normal);
    }

    @Property
    void spellingsOfOneRepositoryBecomeOne(@ForAll("names") String owner, @ForAll("names") String name) {
        String expected = "https://example.com/" + owner + '/' + name;
        assertThat(GitUrls.normalize("HTTPS://User:secret@Example.com/" + owner + '/' + name + ".git/"))
                .isEqualTo(expected);
        assertThat(GitUrls.normalize(" https://example.com/" + owner + "\u200b/" + name + "\n"))
                .isEqualTo(expected);
    }

    @Property
    void normalisingUrlsWithPlainNamesIsIdempotent(@ForAll("urls") String url) {
        String once = GitUrls.normalize(url);
        assertThat(GitUrls.normalize(once)).isEqualTo(once);
    }

    @Property
    void anyTextIsAccepted(@ForAll String text) {
        assertThat(GitUrls.normalize(text)).isNotNull();
        assertThat(GitUrls.normalize("https://" + text)).isNotNull();
        assertThat(GitUrls.normalize("git@host:" + text)).isNotNull();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withCharRange('a', 'z').numeric().ofMinLength(1);
    }

    @Provide
    Arbitrary<String> urls() {
        Arbitrary<String> start = Arbitraries.of("https://Host", "http://u:p@host:80", "ssh://git@host", "git@host:");
        Arbitrary<String> end = Arbitraries.of("", "/", ".git", ".git/");
        return Combinators.combine(start, names(), names(), end)
                .as((s, owner, name, e) -> s + (s.endsWith(":") ? "" : "/") + owner + '/' + name + e);
    }
}
