package io.jenkins.plugins.kargo.engine.promotion.step.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitOperation;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver.Access;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileTrees;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** git-clone, git-clear, git-commit and git-tag on real repositories behind a password. */
class GitStepsTest {
    private static final String PROMOTION = "test.01j2w7.abcdef1";

    @TempDir
    private Path temp;

    private GitHttpServer server;
    private GitFixture app;
    private String first;
    private LocalWorkspace workspace;
    private StepFixture steps;
    private final GitCloneStep clone = new GitCloneStep(GitSettings::defaults);

    @BeforeEach
    void repository() throws IOException {
        server = GitHttpServer.withPassword(temp.resolve("git"));
        app = server.create("app");
        first = app.commit("main", "first", Map.of("README.md", "hello", "charts/a/x.yaml", "a: 1", "docs/d.md", "d"));
        app.commit("stage/test", "rendered", Map.of("out.yaml", "v: 1"));
        app.tag("v1", first);
        steps = new StepFixture(PROMOTION).rightPassword();
        workspace = new LocalWorkspace(temp, steps.promotionLog());
        steps.workspace(workspace);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path file(String path) {
        return workspace.workDir().resolve(path);
    }

    private Map<String, Object> config(Map<String, Object> checkout) {
        return Map.of("repoURL", server.url("app"), "checkout", List.of(checkout));
    }

    private Object commitOf(StepResult result, String key) {
        return ((Map<?, ?>) result.output().get("commits")).get(key);
    }

    @Test
    void checksOutTheDefaultBranchABranchACommitAndATagInOneRoundTrip() throws Exception {
        String second = app.commit("main", "second", Map.of("README.md", "hello again"));
        StepResult result = steps.run(
                clone,
                Map.of(
                        "repoURL",
                        server.url("app"),
                        "checkout",
                        List.of(
                                Map.of("path", "./src"),
                                Map.of("path", "out", "branch", "stage/test", "as", "rendered"),
                                Map.of("path", "old", "commit", first),
                                Map.of("path", "deep/er/tagged", "tag", "v1"))));
        assertThat(result.output())
                .isEqualTo(Map.of(
                        "commits",
                        Map.of(
                                "./src",
                                second,
                                "rendered",
                                app.head("stage/test"),
                                "old",
                                first,
                                "deep/er/tagged",
                                first)));
        assertThat(file("src/README.md")).hasContent("hello again");
        assertThat(file("out/out.yaml")).hasContent("v: 1");
        assertThat(file("old/README.md")).hasContent("hello");
        assertThat(file("deep/er/tagged/README.md")).hasContent("hello");
        assertThat(workspace.calls()).containsExactly("git CloneOperation");
    }

    @Test
    void thePasswordIsNowhereInTheWorkDir() throws Exception {
        steps.run(clone, config(Map.of("path", "src")));
        try (Stream<Path> files = Files.walk(temp.resolve("work"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(BasicCredentials.RIGHT.password(), "7H2k");
            }
        }
        assertThat(workspace.temporary()).isEmptyDirectory();
    }

    @Test
    void aWrongPasswordIsSaid() {
        steps.credentials((url, access) -> Optional.of(BasicCredentials.WRONG.credential()));
        assertThatThrownBy(() -> steps.run(clone, config(Map.of("path", "src"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Authentication failed")
                .message()
                .doesNotContain(BasicCredentials.WRONG.password());
    }

    @Test
    void aRefusedCredentialFailsTheStep() {
        steps.credentials((url, access) -> {
            throw new CredentialRefused("credential x may not be used for " + url);
        });
        assertThatThrownBy(() -> steps.run(clone, config(Map.of("path", "src"))))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("credential x may not be used");
    }

    @Test
    void aMissingBranchIsAnErrorThatNamesTheCure() {
        assertThatThrownBy(() -> steps.run(clone, config(Map.of("path", "out", "branch", "stage/prod"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("remote branch \"stage/prod\"")
                .hasMessageContaining("set create=true");
    }

    @Test
    void aMissingBranchIsCreatedAndPushedAtOnceWhenAsked() throws Exception {
        StepResult result = steps.run(clone, config(Map.of("path", "out", "branch", "stage/prod", "create", true)));
        assertThat(app.log("stage/prod")).containsExactly("Initial commit\n\nKargo-Promotion: " + PROMOTION + "\n");
        assertThat(app.files("stage/prod")).isEmpty();
        assertThat(commitOf(result, "out")).isEqualTo(app.head("stage/prod"));
        assertThat(steps.log()).containsExactly("Created branch stage/prod of " + server.url("app"));
    }

    @Test
    void aPreviewCreatesNoBranchOnTheRemote() throws Exception {
        steps.preview().run(clone, config(Map.of("path", "out", "branch", "stage/prod", "create", true)));
        assertThat(app.head("stage/prod")).isNull();
        assertThat(file("out/.git")).exists();
    }

    @Test
    void theRightToWriteMattersOnlyWhenABranchIsCreated() throws Exception {
        steps.credentials((url, access) -> {
            if (access == Access.WRITE) {
                throw new CredentialRefused("read only");
            }
            return Optional.of(BasicCredentials.RIGHT.credential());
        });
        steps.run(clone, config(Map.of("path", "out", "branch", "stage/test", "create", true)));
        assertThatThrownBy(() -> steps.run(
                        clone, "again", config(Map.of("path", "other", "branch", "stage/prod", "create", true))))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("read only");
    }

    @Test
    void aSparseCheckoutHoldsOnlyItsDirectories() throws Exception {
        steps.run(clone, config(Map.of("path", "src", "sparse", List.of("charts/a"))));
        assertThat(file("src/charts/a/x.yaml")).exists();
        assertThat(file("src/docs")).doesNotExist();
        assertThat(file("src/README.md"))
                .as("cone mode keeps the files at the root")
                .exists();
    }

    @Test
    void sparseTakesDirectoriesOnly() {
        for (String pattern : List.of("/abs", "../up", "a/*.yaml", "-x")) {
            assertThatThrownBy(() -> steps.run(clone, config(Map.of("path", "s", "sparse", List.of(pattern)))))
                    .as(pattern)
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("sparse checkout pattern");
        }
    }

    @Test
    void aBloblessCloneFetchesContentsLater() throws Exception {
        Map<String, Object> config = Map.of(
                "repoURL",
                server.url("app"),
                "blobless",
                true,
                "checkout",
                List.of(Map.of("path", "s", "sparse", List.of("docs"))));
        steps.run(clone, config);
        assertThat(file("s/docs/d.md")).hasContent("d");
        assertThat(file("s/charts")).doesNotExist();
        Files.writeString(file("s/docs/d.md"), "changed");
        StepResult commit = steps.run(new GitCommitStep(GitSettings::defaults), Map.of("path", "s", "message", "m"));
        assertThat(commit.status()).isEqualTo(StepStatus.Succeeded);
    }

    @Test
    void aliasesAreUnique() {
        Map<String, Object> config = Map.of(
                "repoURL",
                server.url("app"),
                "checkout",
                List.of(Map.of("as", "alias1", "path", "a"), Map.of("as", "alias1", "path", "b")));
        assertThatThrownBy(() -> steps.run(clone, config))
                .isInstanceOf(StepFailure.class)
                .hasMessage("invalid git-clone config: duplicate checkout alias \"alias1\" at checkout[1]");
    }

    @Test
    void namesAndPathsThatWouldEscapeAreRefused() {
        assertThatThrownBy(() -> steps.run(clone, config(Map.of("path", "../out"))))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("leaves the work dir");
        assertThatThrownBy(() -> steps.run(clone, config(Map.of("path", "a", "branch", "--upload-pack=x"))))
                .isInstanceOf(StepFailure.class);
        Map<String, Object> helper = Map.of("repoURL", "ext::sh -c date", "checkout", List.of(Map.of("path", "a")));
        assertThatThrownBy(() -> steps.run(clone, helper))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("is not the URL of a git repository");
    }

    @Test
    void anInterruptedCloneBeginsAfresh() throws Exception {
        steps.run(clone, config(Map.of("path", "src")));
        Files.writeString(file("src/half.txt"), "left over");
        steps.run(clone, config(Map.of("path", "src")));
        assertThat(file("src/half.txt")).doesNotExist();
        assertThat(file("src/README.md")).exists();
    }

    @Test
    void aRebuiltWorkDirHasTheCommitsOfTheFirstRun() throws Exception {
        steps.run(clone, config(Map.of("path", "src")));
        Files.writeString(file("src/README.md"), "changed");
        Object commit = steps.run(new GitCommitStep(GitSettings::defaults), Map.of("path", "src", "message", "m"))
                .output()
                .get("commit");
        app.commit("main", "meanwhile", Map.of("other.txt", "x"));
        FileTrees.delete(workspace.workDir());
        Files.createDirectory(workspace.workDir());

        StepResult again = steps.run(clone, config(Map.of("path", "src")));
        assertThat(commitOf(again, "src")).isEqualTo(first);
        assertThat(file("src/other.txt")).doesNotExist();
        Files.writeString(file("src/README.md"), "changed");
        assertThat(steps.run(new GitCommitStep(GitSettings::defaults), Map.of("path", "src", "message", "m"))
                        .output()
                        .get("commit"))
                .as("the same commit, to the last digit")
                .isEqualTo(commit);
    }

    @Test
    void submodulesComeWithTheRepositorysOwnCredential() throws Exception {
        GitFixture library = server.create("library");
        String commit = library.commit("main", "lib", Map.of("lib.txt", "lib"));
        try (var repository = app.open()) {
            GitSubmodules.add(app, repository, "main", "lib", server.url("library"), commit);
        }
        Map<String, Object> config = Map.of(
                "repoURL", server.url("app"), "recurseSubmodules", true, "checkout", List.of(Map.of("path", "src")));
        steps.run(clone, config);
        assertThat(file("src/lib/lib.txt")).hasContent("lib");
    }

    @Test
    void commitsEveryChangeUnderTheAuthorOfTheClone() throws Exception {
        Map<String, Object> config = Map.of(
                "repoURL",
                server.url("app"),
                "author",
                Map.of("name", "Tony Stark", "email", "tony@starkindustries.com"),
                "checkout",
                List.of(Map.of("path", "src")));
        steps.run(clone, config);
        Files.writeString(file("src/new.txt"), "new");
        Files.delete(file("src/README.md"));
        workspace.forgetCalls();
        StepResult result =
                steps.run(new GitCommitStep(GitSettings::defaults), Map.of("path", "src", "message", "Change things"));
        assertThat(result.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(workspace.calls()).containsExactly("git CommitOperation");
        assertThat(git("log", "-1", "--format=%H|%an|%ae|%cn|%B"))
                .isEqualTo(result.output().get("commit")
                        + "|Tony Stark|tony@starkindustries.com|Tony Stark|Change things\n\nKargo-Promotion: "
                        + PROMOTION);
        assertThat(git("show", "--name-status", "--format=")).isEqualTo("D\tREADME.md\nA\tnew.txt");
    }

    @Test
    void theStepsOwnAuthorComesFirst() throws Exception {
        steps.run(clone, config(Map.of("path", "src")));
        Files.writeString(file("src/new.txt"), "new");
        Map<String, Object> author = Map.of("name", "Ada", "email", "ada@example.com");
        steps.run(new GitCommitStep(GitSettings::defaults), Map.of("path", "src", "message", "m", "author", author));
        assertThat(git("log", "-1", "--format=%an <%ae>")).isEqualTo("Ada <ada@example.com>");
    }

    @Test
    void nothingToCommitIsSkippedWithTheHead() throws Exception {
        steps.run(clone, config(Map.of("path", "src")));
        StepResult result = steps.run(new GitCommitStep(GitSettings::defaults), Map.of("path", "src", "message", "m"));
        assertThat(result.status()).isEqualTo(StepStatus.Skipped);
        assertThat(result.output()).isEqualTo(Map.of("commit", first));
    }

    @Test
    void clearRemovesEverythingButIgnoredFilesAndGit() throws Exception {
        app.commit("main", "ignore", Map.of(".gitignore", "*.log"));
        steps.run(clone, config(Map.of("path", "src")));
        Files.createDirectories(file("src/untracked/dir"));
        Files.writeString(file("src/untracked/dir/x"), "x");
        Files.writeString(file("src/build.log"), "x");
        steps.run(new GitClearStep(), Map.of("path", "src"));
        try (Stream<Path> left = Files.list(file("src"))) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder(".git", "build.log");
        }
    }

    @Test
    void tagsTheHead() throws Exception {
        steps.run(clone, config(Map.of("path", "src")));
        Map<String, Object> tag = Map.of("path", "src", "tag", "release/1", "message", "Release 1");
        assertThat(steps.run(new GitTagStep(GitSettings::defaults), tag).output())
                .isEqualTo(Map.of("commit", first));
        assertThat(git("tag", "-n", "-l", "release/*")).matches("release/1 +Release 1");
        steps.run(new GitTagStep(GitSettings::defaults), tag);
        app.tag("taken", first);
        assertThatThrownBy(() -> steps.run(
                        new GitTagStep(GitSettings::defaults), Map.of("path", "src", "tag", "v1", "message", "x")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("already exists");
        steps.run(
                new GitTagStep(GitSettings::defaults),
                Map.of("path", "src", "tag", "v1", "message", "x", "force", true));
        assertThat(git("cat-file", "-t", "v1")).isEqualTo("tag");
    }

    @Test
    void aPathThatIsNoCheckoutIsRefusedInsteadOfLookingAbove() throws Exception {
        Files.createDirectories(file("plain"));
        assertThatThrownBy(() ->
                        steps.run(new GitCommitStep(GitSettings::defaults), Map.of("path", "plain", "message", "m")))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("is not a checkout");
        Files.writeString(file("plain/.git"), "gitdir: " + temp.resolve("git/app.git"));
        assertThatThrownBy(() -> steps.run(new GitClearStep(), Map.of("path", "plain")))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("is not a checkout that git-clone made");
    }

    private String git(String... arguments) throws Exception {
        return workspace.git(new Run("src", List.of(arguments))).strip();
    }

    record Run(String path, List<String> arguments) implements GitOperation<String> {
        @Override
        public String run(GitCli git, Path workDir) throws IOException, InterruptedException {
            return git.run(workDir.resolve(path), arguments.toArray(String[]::new));
        }
    }
}
