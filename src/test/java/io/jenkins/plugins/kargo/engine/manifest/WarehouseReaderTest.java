package io.jenkins.plugins.kargo.engine.manifest;

import static io.jenkins.plugins.kargo.engine.manifest.Manifests.load;
import static io.jenkins.plugins.kargo.engine.manifest.Manifests.warehouse;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Subscription.CommitSelection;
import io.jenkins.plugins.kargo.engine.model.Subscription.ImageSelection;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarehouseReaderTest {
    private static Warehouse read(String subscriptions) {
        LoadedManifests loaded = load(warehouse(subscriptions));
        assertThat(loaded.problems()).isEmpty();
        return loaded.configuration().warehouses().get("main");
    }

    private static String errorsOf(String subscriptions) {
        return load(warehouse(subscriptions)).errors().toString();
    }

    @Test
    void whatIsNotWrittenHasKargosDefaults() {
        assertThat(
                        read(
                                "- git: {repoURL: 'https://a.example.com/r'}\n- image: {repoURL: a/b}\n- chart: {repoURL: 'oci://r/c'}\n"))
                .isEqualTo(new Warehouse(
                        Metadata.named("main"),
                        Duration.ofMinutes(5),
                        Warehouse.FreightCreationPolicy.Automatic,
                        "",
                        List.of(
                                new Subscription.Git(
                                        "",
                                        "https://a.example.com/r",
                                        CommitSelection.NewestFromBranch,
                                        "",
                                        "",
                                        true,
                                        List.of(),
                                        List.of(),
                                        "",
                                        List.of(),
                                        List.of(),
                                        20,
                                        null,
                                        false,
                                        false),
                                new Subscription.Image(
                                        "",
                                        "a/b",
                                        ImageSelection.SemVer,
                                        "",
                                        true,
                                        List.of(),
                                        List.of(),
                                        "",
                                        20,
                                        false,
                                        false),
                                new Subscription.Chart("", "oci://r/c", "", "", 20, false))));
    }

    @Test
    void fieldsThatHoldNothingAreAsGoodAsAbsent() {
        Warehouse plain = read("- git: {repoURL: 'https://a.example.com/r'}\n- image: {repoURL: a/b}\n");

        assertThat(read("""
                - name:
                  git:
                    repoURL: https://a.example.com/r
                    commitSelectionStrategy: ""
                    branch: ""
                    semverConstraint:
                    includePaths:
                    discoveryLimit:
                - name: ""
                  image:
                    repoURL: a/b
                    imageSelectionStrategy: ~
                    constraint: ""
                    strictSemvers: null
                    platform: ""
                """)).isEqualTo(plain);
        assertThat(errorsOf("- git: {repoURL: ''}\n")).contains("git.repoURL");
        assertThat(errorsOf("- git: {repoURL: }\n")).contains("git.repoURL");
        assertThat(errorsOf("- image: {repoURL: a/b, imageSelectionStrategy: Digest, constraint: ''}\n"))
                .contains("image.constraint");
    }

    @Test
    void everyFieldIsRead() {
        String text = warehouse("""
                - name: source
                  git:
                    repoURL: https://a.example.com/r.git
                    commitSelectionStrategy: SemVer
                    branch: release/1
                    semverConstraint: ^1.0.0
                    strictSemvers: false
                    allowTagsRegexes: ['^v']
                    ignoreTagsRegexes: ['-rc']
                    expressionFilter: author != 'bot'
                    includePaths: [apps/a, 'glob:**/*.yaml']
                    excludePaths: ['regex:\\.md$']
                    discoveryLimit: 7
                    since: 2026-01-31T08:00:00+01:00
                    insecureSkipTLSVerify: true
                    blobless: true
                - image:
                    repoURL: r.example.com:5000/a/b
                    imageSelectionStrategy: Digest
                    constraint: latest
                    platform: linux/arm64/v8
                    cacheByTag: true
                - name: app-build
                  jenkins-build: {config: {job: team/app}, discoveryLimit: 3}
                """)
                .replace(
                        "spec:\n",
                        "spec:\n  interval: 1h30m\n  freightCreationPolicy: Manual\n"
                                + "  freightCreationCriteria: {expression: 'true'}\n  shard: x\n");
        LoadedManifests loaded = load(text);
        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.configuration().warehouses().get("main"))
                .isEqualTo(new Warehouse(
                        Metadata.named("main"),
                        Duration.ofMinutes(90),
                        Warehouse.FreightCreationPolicy.Manual,
                        "true",
                        List.of(
                                new Subscription.Git(
                                        "source",
                                        "https://a.example.com/r.git",
                                        CommitSelection.SemVer,
                                        "release/1",
                                        "^1.0.0",
                                        false,
                                        List.of("^v"),
                                        List.of("-rc"),
                                        "author != 'bot'",
                                        List.of("apps/a", "glob:**/*.yaml"),
                                        List.of("regex:\\.md$"),
                                        7,
                                        Instant.parse("2026-01-31T07:00:00Z"),
                                        true,
                                        true),
                                new Subscription.Image(
                                        "",
                                        "r.example.com:5000/a/b",
                                        ImageSelection.Digest,
                                        "latest",
                                        true,
                                        List.of(),
                                        List.of(),
                                        "linux/arm64/v8",
                                        20,
                                        true,
                                        false),
                                new Subscription.Generic("app-build", "jenkins-build", Map.of("job", "team/app"), 3))));
    }

    @Test
    void aSubscriptionHasExactlyOneType() {
        assertThat(errorsOf("- {}\n"))
                .contains("exactly one of [git, image, chart, http-json, jenkins-build]; found none");
        assertThat(errorsOf("- {git: {repoURL: 'https://a/b'}, image: {repoURL: a}}\n"))
                .contains("found git and image");
        assertThat(errorsOf("- imgae: {repoURL: a}\n")).contains("did you mean image?");
        assertThat(errorsOf("- text\n")).contains("must be a mapping");
    }

    @Test
    void aGenericSubscriptionNeedsAName() {
        assertThat(errorsOf("- jenkins-build: {config: {job: x}}\n")).contains("lacks the required field name");
    }

    @Test
    void oneRepositoryIsSubscribedOnceHoweverItIsSpelt() {
        assertThat(
                        errorsOf(
                                "- git: {repoURL: 'https://a.example.com/R.git'}\n- git: {repoURL: 'https://u@a.example.com/r/'}\n"))
                .contains("spec.subscriptions[1].git.repoURL")
                .contains("subscription 0");
        assertThat(errorsOf("- image: {repoURL: nginx}\n- image: {repoURL: docker.io/library/nginx}\n"))
                .contains("spec.subscriptions[1].image.repoURL");
        assertThat(read("- chart: {repoURL: 'https://c', name: a}\n- chart: {repoURL: 'https://c', name: b}\n")
                        .subscriptions())
                .hasSize(2);
    }

    @Test
    void namesOfSubscriptionsAreUnique() {
        assertThat(errorsOf("- {name: a, image: {repoURL: a}}\n- {name: a, image: {repoURL: b}}\n"))
                .contains("spec.subscriptions[1].name");
        assertThat(errorsOf("- {name: A, image: {repoURL: a}}\n")).contains("spec.subscriptions[0].name");
    }

    @Test
    void patternsMustCompile() {
        assertThat(errorsOf("- git: {repoURL: 'https://a/b', allowTagsRegexes: ['('], includePaths: ['glob:[']}\n"))
                .contains("allowTagsRegexes[0]")
                .contains("includePaths[0]");
    }

    @Test
    void timesAndDurationsAreChecked() {
        assertThat(errorsOf("- git: {repoURL: 'https://a/b', since: yesterday}\n"))
                .contains("RFC 3339");
        assertThat(load(warehouse("- image: {repoURL: a}\n").replace("spec:\n", "spec:\n  interval: 5 minutes\n"))
                        .errors())
                .singleElement()
                .asString()
                .contains("a.yaml:5:13: spec.interval: must be a duration");
    }
}
