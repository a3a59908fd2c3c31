package io.jenkins.plugins.kargo.engine.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/example/repo.git",
                "http://127.0.0.1:8080/app.git",
                "ssh://git@github.com:22/example/repo",
                "git@github.com:example/repo.git",
                "file:///srv/git/app.git",
                "HTTPS://Example.com/x"
            })
    void takesUrlsOfRepositories(String url) throws GitException {
        assertThat(GitNames.url(url)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--upload-pack=touch /tmp/x",
                "-oProxyCommand=x:y",
                "ext::sh -c date",
                "fd::17",
                "/etc",
                "../other",
                "https://host/a b",
                "ftp://host/x",
                "https://host/x\nother"
            })
    void refusesOptionsHelpersAndLocalPaths(String url) {
        assertThatThrownBy(() -> GitNames.url(url))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("is not the URL of a git repository");
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "stage/test", "kargo/promotion/test.01abc.def", "1.0", "a@b", "feature-x_y"})
    void takesNamesThatGitTakes(String name) throws GitException {
        assertThat(GitNames.branch(name)).isEqualTo(name);
        assertThat(GitNames.tag(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-d",
                "--all",
                "a b",
                "a..b",
                "a~1",
                "a^",
                "a:b",
                "a?",
                "a*",
                "a[b",
                "a\\b",
                "/a",
                "a/",
                "a.",
                ".a",
                "a/.b",
                "a.lock",
                "a.lock/b",
                "@",
                "a@{1}",
                "a//b",
                "refs/heads/main",
                "a\nb"
            })
    void refusesNamesThatGitRefusesOrTakesForOptions(String name) {
        assertThatThrownBy(() -> GitNames.branch(name)).hasMessageContaining("branch");
        assertThatThrownBy(() -> GitNames.tag(name)).hasMessageContaining("tag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "main", "", "-1234567", "0123456789abcdefg"})
    void aCommitIsHexDigits(String id) {
        assertThatThrownBy(() -> GitNames.commit(id)).hasMessageContaining("is not a commit id");
    }
}
