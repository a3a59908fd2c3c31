package io.jenkins.plugins.kargo.engine.promotion.step.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitUrlsTest {
    @ParameterizedTest
    @CsvSource({
        "https://github.com/example/repo.git,https://github.com/example/repo/commit/c1",
        "https://GitHub.com/Example/Repo/,https://github.com/Example/Repo/commit/c1",
        "git@github.com:example/repo.git,https://github.com/example/repo/commit/c1",
        "ssh://git@github.com:22/example/repo,https://github.com/example/repo/commit/c1",
        "https://octo.ghe.com/example/repo,https://octo.ghe.com/example/repo/commit/c1",
        "https://gitlab.example.com:8443/group/sub/repo.git,https://gitlab.example.com:8443/group/sub/repo/-/commit/c1",
        "https://gitea.example.com/a/b,https://gitea.example.com/a/b/commit/c1",
        "https://bitbucket.org/a/b.git,https://bitbucket.org/a/b/commits/c1",
        "https://dev.azure.com/o/p/_git/r,https://dev.azure.com/o/p/_git/r/commit/c1",
        "git@ssh.dev.azure.com:v3/o/p/r,https://dev.azure.com/o/p/_git/r/commit/c1",
        "https://o.visualstudio.com/p/_git/r,https://o.visualstudio.com/p/_git/r/commit/c1"
    })
    void knowsTheServersByTheirHost(String repository, String expected) {
        assertThat(CommitUrls.of(repository, "c1", "")).contains(expected);
    }

    @Test
    void theProviderMayBeTold() {
        assertThat(CommitUrls.of("https://git.example.com/a/b.git", "c1", "gitlab"))
                .contains("https://git.example.com/a/b/-/commit/c1");
    }

    @ParameterizedTest
    @CsvSource({
        "https://bitbucket.example.com/scm/shop/app.git,https://bitbucket.example.com/projects/shop/repos/app/commits/c1",
        "https://git.example.com:7990/code/scm/shop/app.git,"
                + "https://git.example.com:7990/code/projects/shop/repos/app/commits/c1",
        "ssh://git@git.example.com:7999/shop/app.git,https://git.example.com/projects/shop/repos/app/commits/c1",
        "https://git.example.com/scm/~ada/app.git,https://git.example.com/users/ada/repos/app/commits/c1"
    })
    void bitbucketDataCenterHasProjects(String repository, String expected) {
        assertThat(CommitUrls.of(repository, "c1", "bitbucket-datacenter")).contains(expected);
    }

    @Test
    void bitbucketDataCenterIsKnownByHostAndPath() {
        assertThat(CommitUrls.of("https://bitbucket.example.com/scm/shop/app.git", "c1", ""))
                .contains("https://bitbucket.example.com/projects/shop/repos/app/commits/c1");
        assertThat(CommitUrls.of("https://bitbucket.example.com/shop", "c1", "bitbucket-datacenter"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"https://git.example.com/a/b", "file:///srv/git/a.git", "not a url at all", "http://127.0.0.1:1/x.git"})
    void othersHaveNoPage(String repository) {
        assertThat(CommitUrls.of(repository, "c1", "")).isEmpty();
    }
}
