package io.jenkins.plugins.kargo.engine.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import java.util.ArrayList;
import java.util.List;
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
        "org@vs-ssh.visualstudio.com:v3/org/proj/app, AZURE",
        "https://git.example.com/scm/shop/app.git, BITBUCKET_DATACENTER",
        "https://example.com/git/scm/~ada/app.git, BITBUCKET_DATACENTER",
        "ssh://git@bitbucket.example.com:7999/shop/app.git, BITBUCKET_DATACENTER",
    })
    void theProviderIsGuessedFromTheUrl(String url, Provider provider) {
        assertThat(Provider.of("", RepoAddress.parse(url))).contains(provider);
    }

    @Test
    void whatCannotBeGuessedHasToBeSaid() {
        Hosting hosting = new Hosting(new HttpGateway(HttpSettings.of(NetworkPolicy.PUBLIC)));
        assertThat(Provider.of("", RepoAddress.parse("https://git.example.com/scm/app")))
                .as("somebody called scm")
                .isEmpty();
        assertThatThrownBy(() -> hosting.pullRequests("https://git.example.com/shop/app", "", null, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set provider to one of [azure, bitbucket, bitbucket-datacenter, gitea, github");
        assertThat(hosting.pullRequests("https://git.example.com/shop/app", "gitea", null, false)
                        .mergeMethods())
                .contains("rebase");
    }

    @ParameterizedTest
    @CsvSource({
        "git@github.com:shop/app.git, https://github.com/shop/app.git",
        "ssh://git@ssh.github.com:443/shop/app.git, https://github.com/shop/app.git",
        "ssh://git@altssh.gitlab.com:443/group/sub/app.git, https://gitlab.com/group/sub/app.git",
        "ssh://git@altssh.bitbucket.org:443/shop/app.git, https://bitbucket.org/shop/app.git",
        "git@ssh.dev.azure.com:v3/org/My%20proj/app, https://dev.azure.com/org/My%20proj/_git/app",
        "org@vs-ssh.visualstudio.com:v3/org/proj/app, https://dev.azure.com/org/proj/_git/app",
        "https://git.example.com/shop/app.git, https://git.example.com/shop/app.git",
    })
    void whatIsClonedBySshHasItsApiOnTheWeb(String url, String web) {
        assertThat(Hosting.webUrl(url)).isEqualTo(web);
    }

    @ParameterizedTest
    @CsvSource({
        "https://dev.azure.com/org/proj/_git/app, https://dev.azure.com/org/proj",
        "https://dev.azure.com/org/_git/app, https://dev.azure.com/org/app",
        "https://org.visualstudio.com/proj/_git/app, https://org.visualstudio.com/proj",
        "https://org.visualstudio.com/_git/app, https://org.visualstudio.com/app",
        "https://org.visualstudio.com/DefaultCollection/_git/app, https://org.visualstudio.com/DefaultCollection/app",
        "https://org.visualstudio.com/DefaultCollection/proj/_git/app, "
                + "https://org.visualstudio.com/DefaultCollection/proj",
        "git@ssh.dev.azure.com:v3/org/proj/app, https://dev.azure.com/org/proj",
        "https://tfs.example.com/tfs/Collection/proj/_git/app, https://tfs.example.com/tfs/Collection/proj",
    })
    void azuresProjectIsFoundInEveryFormOfItsUrls(String url, String project) {
        List<String> bases = new ArrayList<>();
        AzureDevOps.of(RepoAddress.parse(url), base -> {
            bases.add(base);
            return null;
        });
        assertThat(bases).containsExactly(project + "/_apis/git/repositories/app");
    }

    @Test
    void aPullRequestIsKnownByTheBeginningOfItsHead() {
        PullRequest request = new PullRequest(1, "", PullRequest.State.MERGED, "0123456789ab", "", false);
        assertThat(request.hasHead("0123456789abcdef0123456789abcdef01234567")).isTrue();
        assertThat(request.hasHead("1123456789abcdef0123456789abcdef01234567")).isFalse();
    }
}
