package io.jenkins.plugins.kargo.engine.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitLinksTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @ParameterizedTest
    @CsvSource({
        "https://github.com/example/app.git, https://github.com/example/app/commit/",
        "https://user@github.com/example/app, https://github.com/example/app/commit/",
        "git@github.com:example/app.git, https://github.com/example/app/commit/",
        "ssh://git@gitlab.example.com:2222/team/app.git, https://gitlab.example.com/team/app/-/commit/",
        "https://gitlab.com/group/sub/app/, https://gitlab.com/group/sub/app/-/commit/",
        "https://bitbucket.org/team/app, https://bitbucket.org/team/app/commits/",
        "https://codeberg.org/team/app.git, https://codeberg.org/team/app/commit/",
    })
    void knowsWhereHostsShowCommits(String repository, String page) {
        assertThat(CommitLinks.of(repository, COMMIT)).isEqualTo(page + COMMIT);
    }

    @Test
    void guessesNothingAboutOtherHosts() {
        assertThat(CommitLinks.of("https://git.example.com/app.git", COMMIT)).isNull();
        assertThat(CommitLinks.of("file:///srv/app.git", COMMIT)).isNull();
    }

    @Test
    void linksNothingThatIsNoCommit() {
        assertThat(CommitLinks.of("https://github.com/example/app", "javascript:alert(1)"))
                .isNull();
        assertThat(CommitLinks.of("https://github.com/example/app", "")).isNull();
    }
}
