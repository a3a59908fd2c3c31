package io.jenkins.plugins.kargo.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FreightReaderTest {
    private static final String FREIGHT = """
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Freight
            metadata: {name: f1, namespace: demo, generateName: x, uid: 1}
            alias: frozen-falcon
            discoveredAt: "2026-02-03T04:05:06Z"
            """;

    private static List<String> messages(String freight) {
        return Manifests.load(Manifests.WAREHOUSE, FREIGHT + freight).problems().stream()
                .map(ManifestProblem::toString)
                .toList();
    }

    @Test
    void theWarningShowsTheStepThatMakesItOfWhatExists() {
        assertThat(messages("""
                        origin: {kind: Warehouse, name: main}
                        images:
                        - {repoURL: r.example.com/app, tag: 1.0.0, digest: "sha256:ab", annotations: {a: b}}
                        - {repoURL: r.example.com/side, tag: 2.0.0, subscriptionName: side}
                        charts:
                        - {repoURL: "https://c.example.com", name: app, version: 1.2.3}
                        - {repoURL: "oci://c.example.com/app", version: 1.2.4}
                        commits:
                        - {repoURL: "https://g.example.com/x.git", id: 0a1b, branch: main, tag: v1, message: m, author: a,
                           committer: c}
                        artifacts:
                        - {artifactType: build, subscriptionName: cli, version: "7", metadata: {url: x}}
                        status: {currentlyIn: {}}
                        """))
                .singleElement()
                .isEqualTo(
                        "b.yaml:2:7: kind: Freight is not read from files; assemble it on the project's page, or in a"
                                + " Jenkinsfile:\n  kargoWarehouse warehouse: 'main', artifacts: ["
                                + "[image: 'r.example.com/app@sha256:ab'], [image: 'r.example.com/side:2.0.0'],"
                                + " [chart: 'app:1.2.3'], [chart: 'oci://c.example.com/app:1.2.4'],"
                                + " [commit: '0a1b', repoURL: 'https://g.example.com/x.git']]");
    }

    @Test
    void itsErrorsAreFoundAllTheSame() {
        assertThat(messages(
                        "origin: {kind: Warehouse, name: mian}\nimages: [{repoURL: r.example.com/app, tag: '1'}]\n"))
                .anyMatch(message -> message.contains(
                        "freight f1 names the Warehouse mian, which does not exist;" + " did you mean main?"));
        assertThat(messages("origin: {kind: Stage, name: main}\nimage: []\n"))
                .hasSize(3)
                .anyMatch(message -> message.contains("origin.kind: found \"Stage\""))
                .anyMatch(message -> message.contains("image: there is no such field; did you mean images?"))
                .anyMatch(message -> message.contains("at least one of commits, images, charts and artifacts"));
    }
}
