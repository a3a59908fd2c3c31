package io.jenkins.plugins.kargo.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a file, the loader answers, and points into the file. */
class ManifestLoaderPropertyTest {
    private static final String SEED = Manifests.all(Manifests.WAREHOUSE, Manifests.direct("test", """
                    vars: [{name: a, value: b}]
                    promotionMechanisms:
                      gitRepoUpdates: [{repoURL: 'https://a/b', writeBranch: x, helm: {images: [{image: a, key: b}]}}]
                    promotionTemplate:
                      spec:
                        steps:
                        - {uses: git-clone, as: x, if: y, retry: {timeout: 5m}, config: {checkout: [{fromFreight: true}]}}
                        - {uses: helm-update-image, config: {images: [{image: a, key: b, value: Tag}]}}
                        - {task: {name: t}}
                    verification: {analysisTemplates: [{name: v}], args: [{name: a, value: b}]}
                    """), """
            apiVersion: argoproj.io/v1alpha1
            kind: AnalysisTemplate
            metadata: {name: v}
            spec: {metrics: [{name: m, count: 2, interval: 5s, provider: {web: {url: x}}}]}
            """, """
            apiVersion: kargo.akuity.io/v1alpha1
            kind: ProjectConfig
            metadata: {name: demo}
            spec: {promotionPolicies: [{stage: test}, {stageSelector: {name: 'glob:*'}}]}
            """);

    private static void check(String text) {
        LoadedManifests loaded = new ManifestLoader(Manifests.CAPABILITIES).load(List.of(new ManifestFile("f", text)));
        int lines = text.split("\r\n|[\n\r\u0085\u2028\u2029]", -1).length;
        assertThat(loaded.problems()).allSatisfy(problem -> {
            assertThat(problem.line()).isBetween(0, lines + 1);
            assertThat(problem.message()).isNotBlank();
        });
    }

    @Property(tries = 500)
    void anyTextIsAnswered(@ForAll String text) {
        check(text);
    }

    @Property(tries = 500)
    void anyYamlLikeTextIsAnswered(@ForAll("yamlLike") String text) {
        check(text);
    }

    @Provide
    Arbitrary<String> yamlLike() {
        return Arbitraries.of(
                        "a",
                        ": ",
                        "\n",
                        "  ",
                        "- ",
                        "[",
                        "]",
                        "{",
                        "}",
                        "'",
                        "\"",
                        "&a ",
                        "*a",
                        "!!x ",
                        "|\n",
                        ">",
                        "#",
                        ",",
                        "<<: ",
                        "? ",
                        "---\n",
                        "...\n",
                        "%YAML 1.2\n",
                        "5",
                        "true",
                        "~",
                        "\t",
                        "\u00a0",
                        "spec",
                        "kind: Stage\n",
                        "apiVersion: kargo.akuity.io/v1alpha1\n",
                        "metadata: {name: x}\n")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    /** Manifests in which a value, a key or some characters have been exchanged for others. */
    @Property(tries = 1500)
    void anyDamagedManifestIsAnswered(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(SEED);
        List<String> junk =
                List.of("[]", "{}", "5", "null", "x", "'", ":", "- ", "\n", "[{}]", "true", "glob:[", "{a: b}", "");
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(12));
            text.replace(at, end, junk.get(random.nextInt(junk.size())));
        }
        check(text.toString());
    }

    @Property(tries = 300)
    void anyValueInPlaceOfAnotherIsAnswered(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> junk = List.of("[]", "{}", "5", "~", "x", "[[]]", "[5]", "{a: [b]}", "true", "1e99", "''");
        String text = SEED.replaceFirst(
                "(?s)(.{" + random.nextInt(SEED.length() - 100) + "}[^:]*: )[^,\\n\\]}\\[{]+",
                "$1" + junk.get(random.nextInt(junk.size())));
        check(text);
    }
}
