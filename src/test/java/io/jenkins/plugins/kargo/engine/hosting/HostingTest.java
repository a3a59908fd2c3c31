package io.jenkins.plugins.kargo.engine.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostingTest {
    @ParameterizedTest
    @CsvSource({
        "https://github.com/shop/app.git, GITHUB",
        "git@github.example.com:shop/app.git, GITHUB",
        "https://shop.ghe.com/shop/app, GITHUB",
        "https://gitlab.com/group/sub/app.git, GITLAB",
        "https://gitea.example.com/shop/app, GITEA",
        "https://codeberg.org/shop/app, GITEA",
        "https://dev.azure.com/org/proj/_git/app, AZURE",
        "https://org.visualstudio.com/proj/_git/app, AZURE",
        "https://bitbucket.org/shop/app.git, BITBUCKET",
        "https://git.example.com/scm/shop/app.git, BITBUCKET_DATACENTER",
    })
    void theProviderIsGuessedFromTheUrl(String url, Provider provider) {
        assertThat(Provider.of("", RepoAddress.parse(url))).contains(provider);
    }

    @Test
    void whatCannotBeGuessedHasToBeSaid() {
        Hosting hosting = new Hosting(new HttpGateway(HttpSettings.of(NetworkPolicy.PUBLIC)));
        assertThatThrownBy(() -> hosting.pullRequests("https://git.example.com/shop/app", "", null, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set provider to one of [azure, bitbucket, bitbucket-datacenter, gitea, github");
        assertThat(hosting.pullRequests("https://git.example.com/shop/app", "gitea", null, false)
                        .mergeMethods())
                .contains("rebase");
    }

    @Test
    void aPullRequestIsKnownByTheBeginningOfItsHead() {
        PullRequest request = new PullRequest(1, "", PullRequest.State.MERGED, "0123456789ab", "");
        assertThat(request.hasHead("0123456789abcdef0123456789abcdef01234567")).isTrue();
        assertThat(request.hasHead("1123456789abcdef0123456789abcdef01234567")).isFalse();
    }
}
