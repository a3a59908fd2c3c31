package io.jenkins.plugins.kargo.engine.discovery.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.discovery.selection.DiscoveredArtifact;
import io.jenkins.plugins.kargo.engine.git.mirror.GitMirrors;
import io.jenkins.plugins.kargo.engine.git.mirror.MirrorSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Subscription.CommitSelection;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitDiscoveryTest {
    private static final CredentialResolver CREDENTIALS =
            (url, access) -> Optional.of(BasicCredentials.RIGHT.credential());

    @TempDir
    Path temp;

    private GitHttpServer server;
    private GitFixture app;
    private GitMirrors mirrors;
    private GitDiscovery discovery;

    @BeforeEach
    void start() throws Exception {
        server = GitHttpServer.withPassword(Files.createDirectory(temp.resolve("remote")));
        app = server.create("app");
        mirrors = new GitMirrors(temp.resolve("mirrors"), MirrorSettings.of(NetworkPolicy.LOOPBACK));
        discovery = new GitDiscovery(mirrors);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** A subscription of which only some fields matter. */
    private final class Sub {
        private CommitSelection strategy = CommitSelection.NewestFromBranch;
        private String branch = "main";
        private String constraint = "";
        private boolean strict = true;
        private List<String> allow = List.of();
        private List<String> ignore = List.of();
        private String expression = "";
        private List<String> include = List.of();
        private List<String> exclude = List.of();
        private int limit = 20;
        private Instant since;

        Sub tags(CommitSelection by) {
            strategy = by;
            branch = "";
            return this;
        }

        Sub constraint(String semver) {
            constraint = semver;
            return this;
        }

        Sub lenient() {
            strict = false;
            return this;
        }

        Sub regexes(List<String> allowed, List<String> ignored) {
            allow = allowed;
            ignore = ignored;
            return this;
        }

        Sub where(String filter) {
            expression = filter;
            return this;
        }

        Sub paths(List<String> included, List<String> excluded) {
            include = included;
            exclude = excluded;
            return this;
        }

        Sub limit(int most) {
            limit = most;
            return this;
        }

        Sub since(String time) {
            since = Instant.parse(time);
            return this;
        }

        Subscription.Git subscription() {
            return new Subscription.Git(
                    "",
                    server.url("app"),
                    strategy,
                    branch,
                    constraint,
                    strict,
                    allow,
                    ignore,
                    expression,
                    include,
                    exclude,
                    limit,
                    since,
                    false,
                    false);
        }

        List<DiscoveredArtifact.Commit> found() throws Exception {
            return discovery.discover(subscription(), CREDENTIALS);
        }

        List<String> subjects() throws Exception {
            return found().stream().map(DiscoveredArtifact.Commit::subject).toList();
        }

        List<String> tagNames() throws Exception {
            return found().stream().map(DiscoveredArtifact.Commit::tag).toList();
        }
    }

    private Sub sub() {
        return new Sub();
    }

    @Test
    void theNewestCommitsOfTheBranchComeFirst() throws Exception {
        app.commit("main", "one", Map.of("a", "1"));
        app.commit("main", "two", Map.of("a", "2"));
        app.commit("other", "elsewhere", Map.of("a", "3"));

        List<DiscoveredArtifact.Commit> found = sub().found();

        assertThat(found).extracting(DiscoveredArtifact.Commit::subject).containsExactly("two", "one");
        assertThat(found.get(0).branch()).isEqualTo("main");
        assertThat(found.get(0).tag()).isEmpty();
        assertThat(found.get(0).author()).isEqualTo("Ada Lovelace <ada@example.com>");
        assertThat(sub().limit(1).subjects()).containsExactly("two");
    }

    @Test
    void theBranchOfACommitIsWhatTheSubscriptionSays() throws Exception {
        app.commit("main", "one", Map.of("a", "1"));
        Sub defaultBranch = sub();
        defaultBranch.branch = "";

        assertThat(defaultBranch.found().get(0).branch()).isEmpty();
    }

    @Test
    void sinceEndsTheWalk() throws Exception {
        for (int i = 1; i <= 5; i++) {
            app.commit("main", "c" + i, Map.of("a", "" + i), Instant.parse("2026-03-0" + i + "T00:00:00Z"));
        }
        assertThat(sub().since("2026-03-03T00:00:00Z").subjects()).containsExactly("c5", "c4", "c3");
    }

    @Test
    void pathsDecideAndExclusionWins() throws Exception {
        app.commit("main", "apps", Map.of("apps/x/values.yaml", "1"));
        app.commit("main", "docs", Map.of("docs/x.md", "1"));
        app.commit("main", "both", Map.of("apps/y/values.yaml", "1", "docs/y.md", "1"));
        app.commit("main", "stages", Map.of("stages/z", "1"));

        assertThat(sub().paths(List.of("apps"), List.of()).subjects()).containsExactly("both", "apps");
        assertThat(sub().paths(List.of("glob:**/*.md"), List.of()).subjects()).containsExactly("both", "docs");
        assertThat(sub().paths(List.of("regex:values\\.ya?ml$"), List.of()).subjects())
                .containsExactly("both", "apps");
        assertThat(sub().paths(List.of(), List.of("docs", "stages")).subjects()).containsExactly("both", "apps");
        assertThat(sub().paths(List.of("apps"), List.of("regex:/y/")).subjects())
                .containsExactly("apps");
        assertThatThrownBy(() -> sub().paths(List.of("regex:("), List.of()).found())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("includePaths: ");
    }

    @Test
    void expressionsSeeTheCommit() throws Exception {
        app.commit("main", "feat: one", Map.of("a", "1"), Instant.parse("2026-03-01T00:00:00Z"));
        String skip = app.commit("main", "two [skip]", Map.of("a", "2"), Instant.parse("2026-03-02T00:00:00Z"));

        assertThat(sub().where("!(subject contains '[skip]')").subjects()).containsExactly("feat: one");
        assertThat(sub().where("id == '" + skip + "'").subjects()).containsExactly("two [skip]");
        assertThat(sub().where("commitDate.Day() == 1 && author == 'Ada Lovelace <ada@example.com>'")
                        .subjects())
                .containsExactly("feat: one");
        assertThat(sub().where("committer startsWith 'Grace' ? 'true' : 'F'").subjects())
                .hasSize(2);
        assertThat(sub().where("commitDate.Before(now())").subjects()).hasSize(2);
        assertThatThrownBy(() -> sub().where("subject ==").found()).hasMessageStartingWith("expressionFilter: ");
        assertThatThrownBy(() -> sub().where("subject").found()).hasMessageStartingWith("expressionFilter: ");
    }

    @Test
    void whatIsNewIsPutBeforeWhatWasFound() throws Exception {
        for (int i = 0; i < 10; i++) {
            app.commit("main", "rare " + i, Map.of("rare", "" + i));
            app.commit("main", "often " + i, Map.of("often", "" + i));
        }
        Sub rare = sub().paths(List.of("rare"), List.of()).limit(3);
        assertThat(rare.subjects()).containsExactly("rare 9", "rare 8", "rare 7");
        app.commit("main", "rare 10", Map.of("rare", "10"));
        app.commit("main", "often 10", Map.of("often", "10"));

        assertThat(rare.subjects()).containsExactly("rare 10", "rare 9", "rare 8");
        assertThat(rare.subjects()).containsExactly("rare 10", "rare 9", "rare 8");
        assertThat(rare.limit(5).subjects()).hasSize(5).startsWith("rare 10");
    }

    @Test
    void aForcedPushForgetsWhatIsGone() throws Exception {
        String base = app.commit("main", "base", Map.of("a", "1"));
        app.commit("main", "gone", Map.of("a", "2"));
        assertThat(sub().subjects()).containsExactly("gone", "base");
        app.commit("main", "instead", Map.of("a", "3"), Instant.now(), List.of(base));

        assertThat(sub().subjects()).containsExactly("instead", "base");
    }

    @Test
    void semverTagsGoByVersion() throws Exception {
        String one = app.commit("main", "one", Map.of("a", "1"));
        String two = app.commit("main", "two", Map.of("a", "2"));
        app.tag("v1.0.0", two);
        app.tag("v1.10.0", one);
        app.tag("v1.9.0", two);
        app.tag("v2.0.0-rc.1", two);
        app.tag("v1", two);
        app.tag("latest", two);

        Sub semver = sub().tags(CommitSelection.SemVer);
        List<DiscoveredArtifact.Commit> found = semver.found();
        assertThat(found)
                .extracting(DiscoveredArtifact.Commit::tag)
                .containsExactly("v2.0.0-rc.1", "v1.10.0", "v1.9.0", "v1.0.0");
        assertThat(found.get(1).id()).isEqualTo(one);
        assertThat(found.get(1).branch()).isEmpty();
        assertThat(semver.constraint("^1.0.0").tagNames()).containsExactly("v1.10.0", "v1.9.0", "v1.0.0");
        assertThat(semver.lenient().tagNames()).containsExactly("v1.10.0", "v1.9.0", "v1.0.0", "v1");
        assertThat(semver.limit(1).tagNames()).containsExactly("v1.10.0");
        assertThatThrownBy(() ->
                        sub().tags(CommitSelection.SemVer).constraint("new").found())
                .hasMessageContaining("error parsing semver constraint");
    }

    @Test
    void lexicalAndNewestTagsGoByNameAndDate() throws Exception {
        String one = app.commit("main", "one", Map.of("a", "1"), Instant.parse("2026-03-01T00:00:00Z"));
        String two = app.commit("main", "two", Map.of("a", "2"), Instant.parse("2026-03-05T00:00:00Z"));
        app.annotatedTag("b", one, "made later", Instant.parse("2026-04-01T00:00:00Z"));
        app.tag("a", one);
        app.tag("c", two);

        assertThat(sub().tags(CommitSelection.Lexical).tagNames()).containsExactly("c", "b", "a");
        List<DiscoveredArtifact.Commit> newest =
                sub().tags(CommitSelection.NewestTag).found();
        assertThat(newest).extracting(DiscoveredArtifact.Commit::tag).containsExactly("b", "c", "a");
        assertThat(newest.get(0).creatorDate()).hasToString("2026-04-01T00:00Z");
        assertThat(newest.get(0).subject()).isEqualTo("one");
        assertThat(newest.get(0).author()).isEqualTo("Ada Lovelace <ada@example.com>");
    }

    @Test
    void tagsAreFilteredByNameExpressionAndPaths() throws Exception {
        String apps = app.commit("main", "apps", Map.of("apps/a", "1"));
        String docs = app.commit("main", "docs", Map.of("docs/a", "1"));
        app.tag("rel-1", apps);
        app.tag("rel-2", docs);
        app.tag("rel-3-broken", apps);
        app.annotatedTag("x", apps, "by hand", Instant.parse("2026-04-01T00:00:00Z"));
        Sub lexical = sub().tags(CommitSelection.Lexical);

        assertThat(lexical.regexes(List.of("^rel-"), List.of("broken$")).tagNames())
                .containsExactly("rel-2", "rel-1");
        assertThat(lexical.paths(List.of("apps"), List.of()).tagNames()).containsExactly("rel-1");
        assertThat(sub().tags(CommitSelection.Lexical)
                        .where("annotation == 'by hand' && tagger startsWith 'Margaret' && creatorDate.Year() == 2026")
                        .tagNames())
                .containsExactly("x");
        assertThat(sub().tags(CommitSelection.Lexical)
                        .where("tag endsWith '1' and subject == 'apps'")
                        .tagNames())
                .containsExactly("rel-1");
    }

    @Test
    void aMovedTagIsFollowed() throws Exception {
        String one = app.commit("main", "one", Map.of("a", "1"));
        app.tag("v1.0.0", one);
        assertThat(sub().tags(CommitSelection.SemVer).found().get(0).id()).isEqualTo(one);
        String two = app.commit("main", "two", Map.of("a", "2"));
        app.tag("v1.0.0", two);

        assertThat(sub().tags(CommitSelection.SemVer).found().get(0).id()).isEqualTo(two);
    }

    @Test
    void subjectsAreShortenedToEightyBytesButNotWithinACharacter() {
        assertThat(GitSelector.shorten("x".repeat(80))).hasSize(80);
        assertThat(GitSelector.shorten("x".repeat(81))).isEqualTo("x".repeat(77) + "...");
        assertThat(GitSelector.shorten("ä".repeat(60))).isEqualTo("ä".repeat(38) + "...");
        assertThat(GitSelector.shorten("😀".repeat(30))).isEqualTo("😀".repeat(19) + "...");
    }

    @Test
    void manyWarehousesOfOneRepositoryShareFetchAndWalk() throws Exception {
        for (int i = 0; i < 300; i++) {
            app.commit("main", "commit " + i, Map.of("service-" + i % 100 + "/f", "" + i));
        }
        for (int service = 0; service < 100; service++) {
            assertThat(service(service).subjects()).hasSize(3);
        }
        app.commit("main", "new", Map.of("service-42/f", "new"));
        long fetches = mirrors.usage().fetches();
        List<Integer> moved = new ArrayList<>();
        for (int service = 0; service < 100; service++) {
            if (service(service).subjects().get(0).equals("new")) {
                moved.add(service);
            }
        }
        assertThat(moved).containsExactly(42);
        assertThat(mirrors.usage().fetches()).isEqualTo(fetches + 1);
    }

    private Sub service(int number) {
        return sub().paths(List.of("service-" + number), List.of());
    }
}
