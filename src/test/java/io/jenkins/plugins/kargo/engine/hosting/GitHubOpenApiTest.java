package io.jenkins.plugins.kargo.engine.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.HostingDouble;
import io.jenkins.plugins.kargo.engine.testing.forge.HostingDialect;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we send to GitHub, and what our double of it answers, is what GitHub's OpenAPI document says. */
class GitHubOpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path temp;

    @Test
    void requestsAndAnswersAreAsGitHubDocumentsThem() throws Exception {
        Path file = OpenApiDocument.ofGitHub().orElse(null);
        Assumptions.assumeTrue(
                file != null, "GitHub's OpenAPI document is not in .kargo-tools: ./kargo openapi fetches it");
        OpenApiDocument document = new OpenApiDocument(file);
        List<String> problems = new ArrayList<>();
        try (HostingDouble service = HostingDouble.start(temp, HostingDialect.GITHUB)) {
            use(service);
            for (HostingDouble.Exchange exchange : service.exchanges()) {
                OpenApiDocument.Operation operation =
                        document.operation(exchange.method(), "/repos/shop/app" + exchange.path());
                List<String> found = new ArrayList<>(
                        operation.problemsOfQuery(exchange.query().keySet()));
                found.addAll(operation.problemsOfRequest(exchange.request()));
                found.addAll(operation.problemsOfAnswer(exchange.status(), JSON.valueToTree(exchange.answer())));
                found.forEach(one -> problems.add(exchange.method() + ' ' + exchange.path() + ": " + one));
            }
            assertThat(service.exchanges()).hasSizeGreaterThan(15);
        }
        assertThat(problems).isEmpty();
    }

    /** Every request that we know, and every answer of the double. */
    private static void use(HostingDouble service) throws Exception {
        service.repository().commit("main", "first", Map.of("a.txt", "1"));
        String main = service.repository().head("main");
        for (String branch : List.of("one", "two", "three")) {
            service.repository().commit(branch, branch, Map.of(branch, "x"), Instant.EPOCH, List.of(main));
        }
        Hosting hosting = new Hosting(new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK)));
        PullRequests requests =
                hosting.pullRequests(service.url(), "github", BasicCredentials.RIGHT.credential(), false);
        requests.open(new NewPullRequest("one", "main", "One", "text", List.of("kargo")));
        requests.open(new NewPullRequest("two", "main", "Two", "", List.of()));
        requests.reword(2, new Wording("Two, anew", requests.wording(2).description() + "more"));
        assertThat(service.request(2).title).isEqualTo("Two, anew");
        requests.between("one", "main");
        requests.open(0);
        assertThat(requests.merge(requests.get(1), "squash").merged()).isTrue();
        requests.get(1);
        service.block("2 reviews are missing");
        assertThat(requests.merge(requests.get(2), "").merged()).isFalse();
        service.block("");
        PullRequest before = requests.get(2);
        service.repository().commit("two", "more", Map.of("two", "y"));
        assertThat(requests.merge(before, "rebase").merged()).isFalse();
        service.close(2);
        requests.get(2);

        GitHubCommits commits = hosting.gitHubCommits(service.url(), BasicCredentials.RIGHT.credential(), false);
        GitHubCommits.Person ada = new GitHubCommits.Person("Ada", "ada@example.com", "2026-01-02T03:04:05Z");
        String tree;
        try (Repository git = service.git()) {
            tree = git.resolve("refs/heads/three^{tree}").name();
        }
        String head = service.repository().head("three");
        String made = commits.create(new GitHubCommits.NewCommit("as the App", tree, List.of(head), null, null));
        commits.create(new GitHubCommits.NewCommit("as Ada", tree, List.of(made), ada, ada));
        assertThat(commits.branch("none")).isEmpty();
        assertThat(commits.point("new/branch", made, false, false)).isEmpty();
        assertThat(commits.point("new/branch", made, false, false)).contains("already exists");
        assertThat(commits.branch("new/branch")).contains(made);
        assertThat(commits.point("new/branch", main, true, false)).contains("not a fast forward");
        assertThat(commits.point("new/branch", main, true, true)).isEmpty();
        commits.delete("refs/heads/new/branch");
    }
}
