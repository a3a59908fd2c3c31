package io.jenkins.plugins.kargo.engine.manifest;

import static io.jenkins.plugins.kargo.engine.manifest.Manifests.WAREHOUSE;
import static io.jenkins.plugins.kargo.engine.manifest.Manifests.direct;
import static io.jenkins.plugins.kargo.engine.manifest.Manifests.load;
import static io.jenkins.plugins.kargo.engine.manifest.Manifests.loadPart;
import static io.jenkins.plugins.kargo.engine.manifest.Manifests.warehouse;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.PromotionPolicy;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Kargo has removed is read as what has replaced it, and the warning shows that. */
class LegacyFormsTest {
    private static Subscription subscription(String text, String... warnings) {
        LoadedManifests loaded = load(warehouse(text));
        assertThat(loaded.errors()).isEmpty();
        assertThat(loaded.warnings().toString()).contains(warnings);
        return loaded.configuration().warehouses().get("main").subscriptions().get(0);
    }

    private static PromotionStep step(String text, String... warnings) {
        LoadedManifests loaded = loadPart(direct("test", "promotionTemplate:\n  spec:\n    steps:\n" + text.indent(4)));
        assertThat(loaded.errors()).isEmpty();
        assertThat(loaded.warnings().toString()).contains("write ");
        assertThat(List.of(warnings))
                .allMatch(warning -> loaded.warnings().toString().contains(warning));
        return loaded.configuration().stages().get("test").steps().get(0);
    }

    @Test
    void tagFiltersOfOldAreRegularExpressions() {
        Subscription.Image image = (Subscription.Image) subscription(
                "- image: {repoURL: a, allowTags: '^v', ignoreTags: [latest, '1.0+x']}\n",
                "image.allowTags",
                "write allowTagsRegexes: [^v]",
                "write ignoreTagsRegexes: [^latest$, ^1\\.0\\+x$]");
        assertThat(image.allowTagsRegexes()).containsExactly("^v");
        assertThat(image.ignoreTagsRegexes()).containsExactly("^latest$", "^1\\.0\\+x$");
        Subscription.Git git = (Subscription.Git)
                subscription("- git: {repoURL: 'https://a/b', allowTags: x, allowTagsRegexes: [w]}\n", "git.allowTags");
        assertThat(git.allowTagsRegexes()).containsExactly("w", "x");
    }

    @Test
    void anImagesSemverConstraintIsItsConstraint() {
        Subscription.Image image = (Subscription.Image)
                subscription("- image: {repoURL: a, semverConstraint: ^1.0.0}\n", "write constraint: ^1.0.0");
        assertThat(image.constraint()).isEqualTo("^1.0.0");
    }

    @Test
    void anImagesTagIsDropped() {
        assertThat(((Subscription.Image) subscription(
                                "- image: {repoURL: 'r.example.com:5000/a:1.0'}\n",
                                "read as repoURL: r.example.com:5000/a."))
                        .repoURL())
                .isEqualTo("r.example.com:5000/a");
        assertThat(((Subscription.Image) subscription("- image: {repoURL: 'a@sha256:00'}\n", "repoURL: a.")).repoURL())
                .isEqualTo("a");
    }

    @Test
    void sshUrlsStayAsTheyAreAndAreWarnedOf() {
        assertThat(((Subscription.Git) subscription(
                                "- git: {repoURL: 'git@git.example.com:team/app.git'}\n",
                                "https://git.example.com/team/app.git"))
                        .repoURL())
                .isEqualTo("git@git.example.com:team/app.git");
        assertThat(((Subscription.Git) subscription(
                                "- git: {repoURL: 'ssh://git@git.example.com:2222/app.git'}\n",
                                "https://git.example.com/app.git"))
                        .repoURL())
                .isEqualTo("ssh://git@git.example.com:2222/app.git");
    }

    @Test
    void fieldsBesideGitAreReadAsIfInside() {
        Subscription.Git git = (Subscription.Git) subscription(
                "- git:\n    repoURL: https://a/b\n  excludePaths: [docs]\n", "belongs to git", "indent it");
        assertThat(git.excludePaths()).containsExactly("docs");
    }

    @Test
    void aProjectsPromotionPoliciesAreRead() {
        LoadedManifests loaded = load(WAREHOUSE, direct("test"), """
                apiVersion: kargo.akuity.io/v1alpha1
                kind: Project
                metadata: {name: demo}
                spec: {promotionPolicies: [{stage: test, autoPromotionEnabled: true}]}
                """);
        assertThat(loaded.errors()).isEmpty();
        assertThat(loaded.warnings()).singleElement().asString().contains("kind: ProjectConfig", "- stage: test");
        assertThat(loaded.configuration().promotionPolicies())
                .containsExactly(new PromotionPolicy("test", Map.of(), List.of(), true));
    }

    @Test
    void anyOtherSpecOfAProjectIsAnError() {
        String project = "apiVersion: kargo.akuity.io/v1alpha1\nkind: Project\nmetadata: {name: demo}\n";
        assertThat(load(project + "spec:\n").errors())
                .singleElement()
                .asString()
                .contains("a Project has no spec");
        assertThat(load(project + "spec: {x: 1}\n").hasErrors()).isTrue();
    }

    @Test
    void aCheckoutFromFreightNamesTheCommit() {
        assertThat(step("""
                - uses: git-clone
                  config:
                    repoURL: https://a/b.git
                    checkout:
                    - {fromFreight: true, path: ./src}
                    - {fromFreight: true, fromOrigin: {kind: Warehouse, name: w}, path: ./x}
                    - {branch: main, fromFreight: false, path: ./out}
                """, "config.checkout[0].fromFreight").config().get("checkout"))
                .isEqualTo(List.of(
                        Map.of("commit", "${{ commitFrom(\"https://a/b.git\").ID }}", "path", "./src"),
                        Map.of("commit", "${{ commitFrom(\"https://a/b.git\", warehouse(\"w\")).ID }}", "path", "./x"),
                        Map.of("branch", "main", "path", "./out")));
    }

    @Test
    void expressionsInsideOfOldFieldsBecomePartOfTheNewOne() {
        assertThat(step("""
                - uses: git-clone
                  config:
                    repoURL: https://${{ vars.host }}/b"c.git
                    checkout: [{fromFreight: true, path: ./src}]
                """).config().get("checkout"))
                .isEqualTo(List.of(Map.of(
                        "commit",
                        "${{ commitFrom(\"https://\" + vars.host + \"/b\\\"c.git\").ID }}",
                        "path",
                        "./src")));
    }

    @Test
    void fieldsThatNamedAStepNameItsOutput() {
        assertThat(step("- {uses: git-commit, config: {path: ., messageFromSteps: [a, b]}}\n")
                        .config()
                        .get("message"))
                .isEqualTo("${{ outputs['a'].commitMessage }}\n\n${{ outputs['b'].commitMessage }}");
        assertThat(step("- {uses: git-open-pr, config: {sourceBranchFromStep: push}}\n")
                        .config())
                .isEqualTo(Map.of("sourceBranch", "${{ outputs['push'].branch }}"));
        assertThat(step("- {uses: git-wait-for-pr, config: {prNumberFromStep: pr}}\n")
                        .config())
                .isEqualTo(Map.of("prNumber", "${{ outputs['pr'].pr.id }}"));
        assertThat(step("- {uses: argocd-update, config: {apps: [{name: a, sources: [{repoURL: r,"
                                + " desiredCommitFromStep: commit}]}]}}\n")
                        .config()
                        .get("apps"))
                .isEqualTo(List.of(Map.of(
                        "name",
                        "a",
                        "sources",
                        List.of(Map.of("repoURL", "r", "desiredRevision", "${{ outputs['commit'].commit }}")))));
    }

    @Test
    void insideOfATaskOutputsAreTheTasks() {
        LoadedManifests loaded = load("""
                apiVersion: kargo.akuity.io/v1alpha1
                kind: PromotionTask
                metadata: {name: t}
                spec: {steps: [{uses: git-commit, config: {path: ., messageFromSteps: [a]}}]}
                """);
        assertThat(loaded.configuration()
                        .promotionTasks()
                        .get("t")
                        .steps()
                        .get(0)
                        .config())
                .containsEntry("message", "${{ task.outputs['a'].commitMessage }}");
    }

    @Test
    void helmUpdateImageIsYamlUpdate() {
        PromotionStep step = step("""
                - uses: helm-update-image
                  as: update
                  config:
                    path: ./values.yaml
                    images:
                    - {image: r/a, key: image.tag, value: Tag}
                    - {image: r/b, key: b, value: ImageAndDigest, fromOrigin: {kind: Warehouse, name: w}}
                """, "uses: yaml-update");
        assertThat(step.uses()).isEqualTo("yaml-update");
        assertThat(step.config())
                .isEqualTo(Map.of(
                        "path",
                        "./values.yaml",
                        "updates",
                        List.of(
                                Map.of("key", "image.tag", "value", "${{ quote(imageFrom(\"r/a\").Tag) }}"),
                                Map.of(
                                        "key",
                                        "b",
                                        "value",
                                        "${{ imageFrom(\"r/b\", warehouse(\"w\")).RepoURL + \"@\" + "
                                                + "imageFrom(\"r/b\", warehouse(\"w\")).Digest }}"))));
        assertThat(loadPart(direct(
                                "x",
                                "promotionTemplate: {spec: {steps: [{uses: helm-update-image, config: {path: p,"
                                        + " images: [{image: a, key: b, value: Tagg}]}}]}}\n"))
                        .errors())
                .singleElement()
                .asString()
                .contains("did you mean Tag?");
    }

    @Test
    void versionsThatCameFromTheFreightByThemselvesAreNamed() {
        assertThat(
                        step("- {uses: kustomize-set-image, config: {path: p, images: [{image: a}, {image: b, useDigest: true},"
                                        + " {image: c, tag: x}]}}\n")
                                .config()
                                .get("images"))
                .isEqualTo(List.of(
                        Map.of("image", "a", "tag", "${{ quote(imageFrom(\"a\").Tag) }}"),
                        Map.of("image", "b", "digest", "${{ imageFrom(\"b\").Digest }}"),
                        Map.of("image", "c", "tag", "x")));
        assertThat(step("- {uses: helm-update-chart, config: {path: p, charts: [{repository: 'https://c', name: app},"
                                + " {repository: 'oci://r', name: m}]}}\n")
                        .config()
                        .get("charts"))
                .isEqualTo(List.of(
                        Map.of(
                                "repository",
                                "https://c",
                                "name",
                                "app",
                                "version",
                                "${{ quote(chartFrom(\"https://c\", \"app\").Version) }}"),
                        Map.of(
                                "repository",
                                "oci://r",
                                "name",
                                "m",
                                "version",
                                "${{ quote(chartFrom(\"oci://r/m\").Version) }}")));
    }

    private static List<PromotionStep> mechanisms(String mechanisms) {
        LoadedManifests loaded = load(
                warehouse("- git: {repoURL: 'https://a/subscribed.git'}\n"),
                direct("test", "promotionMechanisms:\n" + mechanisms.indent(2)));
        assertThat(loaded.errors()).isEmpty();
        assertThat(loaded.warnings().toString()).contains("write this instead", "promotionTemplate:");
        return loaded.configuration().stages().get("test").steps();
    }

    @Test
    void anUpdateOfTheDefaultBranchChangesItInPlace() {
        List<PromotionStep> steps = mechanisms("""
                gitRepoUpdates:
                - repoURL: https://a/b.git
                  writeBranch: main
                  helm: {images: [{image: r/a, valuesFilePath: env/v.yaml, key: tag, value: Tag}]}
                """);
        assertThat(steps)
                .extracting(PromotionStep::uses)
                .containsExactly("git-clone", "yaml-update", "git-commit", "git-push");
        assertThat(steps.get(0).config().get("checkout"))
                .isEqualTo(List.of(Map.of("branch", "main", "create", true, "path", "./src")));
        assertThat(steps.get(1).config()).containsEntry("path", "./src/env/v.yaml");
        assertThat(steps.get(2).config()).containsEntry("message", "${{ outputs['update'].commitMessage }}");
        assertThat(steps.get(3).config()).isEqualTo(Map.of("path", "./src", "targetBranch", "main"));
    }

    @Test
    void anUpdateOfAnotherBranchReplacesItsContent() {
        List<PromotionStep> steps = mechanisms("""
                gitRepoUpdates:
                - repoURL: https://a/subscribed.git
                  writeBranch: stage/test
                  kustomize: {images: [{image: r/a, path: env, useDigest: true}]}
                """);
        assertThat(steps)
                .extracting(PromotionStep::uses)
                .containsExactly("git-clone", "kustomize-set-image", "git-clear", "copy", "git-commit", "git-push");
        assertThat(steps.get(0).config().get("checkout"))
                .isEqualTo(List.of(
                        Map.of("commit", "${{ commitFrom(\"https://a/subscribed.git\").ID }}", "path", "./src"),
                        Map.of("branch", "stage/test", "create", true, "path", "./out")));
        assertThat(steps.get(3).config()).isEqualTo(Map.of("inPath", "./src", "outPath", "./out"));
    }

    @Test
    void pullRequestsRenderingAndApplicationsBecomeSteps() {
        List<PromotionStep> steps = mechanisms("""
                origin: {kind: Warehouse, name: main}
                gitRepoUpdates:
                - {repoURL: 'https://a/b.git', readBranch: dev, writeBranch: env/test, pullRequest: {github: {}}}
                - {repoURL: 'https://a/c.git', writeBranch: env/test, render: {images: [{image: r/a}]}}
                argoCDAppUpdates:
                - appName: app
                  sourceUpdates:
                  - {repoURL: 'https://a/b', helm: {images: [{image: r/a, key: tag, value: Tag}]}}
                  - {repoURL: 'https://c', chart: app, updateTargetRevision: true}
                """);
        assertThat(steps)
                .extracting(PromotionStep::uses)
                .containsExactly(
                        "git-clone",
                        "git-clear",
                        "copy",
                        "git-commit",
                        "git-push",
                        "git-open-pr",
                        "git-wait-for-pr",
                        "git-clone",
                        "kustomize-set-image",
                        "git-clear",
                        "kustomize-build",
                        "git-commit",
                        "git-push",
                        "argocd-update");
        assertThat(steps.get(5).config()).containsEntry("sourceBranch", "${{ outputs['push-1'].branch }}");
        assertThat(steps.get(8).config())
                .isEqualTo(Map.of(
                        "path",
                        "./src-2/env/test",
                        "images",
                        List.of(Map.of(
                                "image", "r/a", "tag", "${{ quote(imageFrom(\"r/a\", warehouse(\"main\")).Tag) }}"))));
        assertThat(steps.get(13).config().toString())
                .contains("desiredRevision=${{ outputs['wait-for-pr-1'].commit }}")
                .contains("chartFrom(\"https://c\", \"app\", warehouse(\"main\"))");
    }

    @Test
    void faultyMechanismsAreErrorsOfTheirOwn() {
        assertThat(loadPart(direct(
                                "test",
                                "promotionMechanisms: {gitRepoUpdates: [{repoURL: 'https://a/b', wrteBranch: x}]}\n"))
                        .errors())
                .extracting(ManifestProblem::path)
                .containsExactly(
                        "spec.promotionMechanisms.gitRepoUpdates[0]",
                        "spec.promotionMechanisms.gitRepoUpdates[0].wrteBranch");
        assertThat(loadPart(direct("test", "promotionMechanisms: {}\npromotionTemplate: {spec: {}}\n"))
                        .errors())
                .singleElement()
                .asString()
                .contains("remove promotionMechanisms");
    }
}
