package io.jenkins.plugins.kargo.engine.manifest;

import static io.jenkins.plugins.kargo.engine.manifest.Manifests.all;
import static io.jenkins.plugins.kargo.engine.manifest.Manifests.load;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.WebhookReceiver;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookReceiverReaderTest {
    private static String config(String kind, String name, String spec) {
        return """
                apiVersion: kargo.akuity.io/v1alpha1
                kind: %s
                metadata: {name: %s}
                spec:
                """.formatted(kind, name) + spec.indent(2);
    }

    private static final String GITHUB = """
            webhookReceivers:
            - name: github
              github: {secretRef: {name: hook}}
            """;

    @Test
    void everyFieldOfEveryTypeIsRead() {
        LoadedManifests loaded = load(config("ProjectConfig", "demo", """
                webhookReceivers:
                - name: jfrog
                  artifactory: {secretRef: {name: s1}, virtualRepoName: docker-all}
                - name: any
                  generic:
                    secretRef: {name: s2}
                    actions:
                    - action: Refresh
                      whenExpression: "true"
                      parameters: {a: b}
                      targetSelectionCriteria:
                      - kind: Warehouse
                        name: w
                        labelSelector: {matchLabels: {k: v}}
                        indexSelector:
                          matchIndices: [{key: receiverPaths, operator: NotEquals, value: x}]
                """));

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.configuration().webhookReceivers())
                .containsExactly(
                        new WebhookReceiver("jfrog", "artifactory", "s1", "docker-all", List.of()),
                        new WebhookReceiver(
                                "any",
                                "generic",
                                "s2",
                                "",
                                List.of(new WebhookReceiver.Action(
                                        "true",
                                        Map.of("a", "b"),
                                        List.of(new WebhookReceiver.Target(
                                                "w",
                                                Map.of("k", "v"),
                                                List.of(),
                                                List.of(new WebhookReceiver.IndexMatch(
                                                        "receiverPaths", true, "x"))))))));
    }

    @Test
    void theReceiversOfAClusterConfigAreReadAsTheProjectsOwn() {
        LoadedManifests loaded =
                load(all(config("ProjectConfig", "demo", GITHUB), config("ClusterConfig", "cluster", GITHUB + """
                        gitClient: {name: Kargo, email: kargo@example.com}
                        """)));

        assertThat(loaded.errors()).isEmpty();
        assertThat(loaded.configuration().webhookReceivers())
                .extracting(WebhookReceiver::name)
                .containsExactly("github", "github");
        assertThat(loaded.problems())
                .extracting(ManifestProblem::path)
                .containsExactly("spec.webhookReceivers", "spec.gitClient");
        assertThat(loaded.problems().get(0).message()).contains("this project's own", "ProjectConfig");
    }

    @Test
    void whatElseAClusterConfigSaysIsNamedOnceWithWhatToUseInstead() {
        LoadedManifests loaded =
                load(all(config("ProjectConfig", "demo", "{}"), config("ClusterConfig", "cluster", """
                        gitClient: {name: Kargo, email: kargo@example.com}
                        promotionWindows:
                          - {name: a, kind: Deny, dtstart: 20260105T090000Z, dtend: 20260106T090000Z}
                          - {name: b, kind: Deny, dtstart: 20260205T090000Z, dtend: 20260206T090000Z}
                        stageLinks: [{title: Docs, url: "https://example.com"}]
                        """)));

        assertThat(loaded.errors()).isEmpty();
        assertThat(loaded.configuration().promotionWindows()).isEmpty();
        assertThat(loaded.problems())
                .extracting(ManifestProblem::path)
                .containsExactly("spec.gitClient", "spec.promotionWindows", "spec.stageLinks");
        assertThat(loaded.problems().get(0).message()).contains("gitAuthorName", "git-signing://");
        assertThat(loaded.problems().get(1).message()).contains("hold nothing back", "ProjectConfig");
        assertThat(loaded.problems())
                .allSatisfy(problem -> assertThat(problem.line()).isPositive());
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace() {
        String twice = GITHUB + GITHUB.replace("webhookReceivers:\n", "");

        assertThat(load(config("ProjectConfig", "demo", twice)).errors())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("spec.webhookReceivers[1].name");
                    assertThat(problem.line()).isEqualTo(8);
                });
        assertThat(load(config("ClusterConfig", "cluster", "webhookReceivers: [{name: a, gitea: {}, gitlab: {}}]"))
                        .errors()
                        .toString())
                .contains("exactly one type", "lacks the required field secretRef");
    }
}
