package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Loads texts as tests have them. */
final class Manifests {
    static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(
                    "git-clone",
                    "git-clear",
                    "git-commit",
                    "git-push",
                    "copy",
                    "yaml-update",
                    "helm-template",
                    "kustomize-set-image",
                    "kustomize-build",
                    "pipeline",
                    "wait-for-approval"),
            Set.of("jenkins-build", "http-json"));

    static final String WAREHOUSE = """
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: main, namespace: demo}
            spec:
              subscriptions:
              - image: {repoURL: r.example.com/app}
            """;

    private Manifests() {}

    static LoadedManifests load(String... files) {
        return new ManifestLoader(CAPABILITIES).load(files(files));
    }

    static LoadedManifests loadPart(String... files) {
        return new ManifestLoader(CAPABILITIES).loadPart(files(files));
    }

    private static List<ManifestFile> files(String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(i -> new ManifestFile((char) ('a' + i) + ".yaml", texts[i]))
                .toList();
    }

    /** A stage whose spec is the text, indented as it is. */
    static String stage(String name, String spec) {
        return """
                apiVersion: kargo.akuity.io/v1alpha1
                kind: Stage
                metadata: {name: %s, namespace: demo}
                spec:
                """.formatted(name) + spec.indent(2);
    }

    static String direct(String name, String... more) {
        return stage(name, """
                requestedFreight:
                - origin: {kind: Warehouse, name: main}
                  sources: {direct: true}
                """ + String.join("", more));
    }

    static String after(String name, String... upstreams) {
        return stage(name, """
                requestedFreight:
                - origin: {kind: Warehouse, name: main}
                  sources: {stages: %s}
                """.formatted(Arrays.toString(upstreams)));
    }

    static String warehouse(String subscriptions) {
        return """
                apiVersion: kargo.akuity.io/v1alpha1
                kind: Warehouse
                metadata: {name: main, namespace: demo}
                spec:
                  subscriptions:
                """ + subscriptions.indent(2);
    }

    static String all(String... documents) {
        return String.join("---\n", documents);
    }
}
