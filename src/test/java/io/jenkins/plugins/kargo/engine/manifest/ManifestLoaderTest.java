package io.jenkins.plugins.kargo.engine.manifest;

import static io.jenkins.plugins.kargo.engine.manifest.Manifests.WAREHOUSE;
import static io.jenkins.plugins.kargo.engine.manifest.Manifests.after;
import static io.jenkins.plugins.kargo.engine.manifest.Manifests.all;
import static io.jenkins.plugins.kargo.engine.manifest.Manifests.direct;
import static io.jenkins.plugins.kargo.engine.manifest.Manifests.load;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.manifest.ManifestProblem.Severity;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.PromotionPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestLoaderTest {
    @Test
    void labelsAndAnnotationsMayHoldNothing() {
        LoadedManifests loaded = load(Manifests.WAREHOUSE.replace(
                "metadata: {name: main, namespace: demo}", "metadata: {name: main, labels: , annotations: }"));

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.configuration().warehouses()).containsKey("main");
    }

    private static List<String> problems(LoadedManifests loaded) {
        return loaded.problems().stream().map(p -> p.severity() + " " + p).toList();
    }

    @Test
    void noFilesAreAnEmptyConfiguration() {
        assertThat(load()).isEqualTo(new LoadedManifests(Configuration.EMPTY, List.of()));
    }

    @Test
    void theResourcesOfAllFilesAreOneConfiguration() {
        LoadedManifests loaded = load(all("""
                        apiVersion: kargo.akuity.io/v1alpha1
                        kind: Project
                        metadata: {name: demo}
                        """, WAREHOUSE), direct("test"), all(after("prod", "test"), """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: settings}
                        data: {color: blue}
                        """));
        assertThat(loaded.problems()).isEmpty();
        Configuration configuration = loaded.configuration();
        assertThat(configuration.project()).isEqualTo("demo");
        assertThat(configuration.warehouses()).containsOnlyKeys("main");
        assertThat(configuration.stages().keySet()).containsExactly("test", "prod");
        assertThat(configuration.configMaps()).isEqualTo(Map.of("settings", Map.of("color", "blue")));
    }

    @Test
    void allErrorsAreReportedInTheOrderOfTheFilesAndLines() {
        LoadedManifests loaded = load(
                "apiVersion: kargo.akuity.io/v1alpha1\nkind: Warehouse\nmetadata: {name: Main}\nspec: {subscriptions: []}\n",
                "a: [\n",
                "kind: Stage\n");
        assertThat(problems(loaded))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("ERROR a.yaml:3:18: metadata.name: must be a name"),
                        second -> assertThat(second)
                                .isEqualTo("ERROR a.yaml:4:23: spec.subscriptions: must have at least one item"),
                        third -> assertThat(third).startsWith("ERROR b.yaml:2:1: this is no valid YAML"),
                        fourth -> assertThat(fourth).startsWith("ERROR c.yaml:1:1: lacks apiVersion"));
        assertThat(loaded.configuration().warehouses()).isEmpty();
        assertThat(loaded.hasErrors()).isTrue();
    }

    @Test
    void whatABrokenFileMayDeclareIsNotMissed() {
        assertThat(load(direct("test"), "a: [\n").errors())
                .singleElement()
                .asString()
                .contains("no valid YAML");
    }

    @Test
    void whatAFaultyDocumentDeclaresIsNotMissed() {
        String faulty = WAREHOUSE.replace("repoURL", "repoUrl");
        assertThat(load(faulty, direct("test")).errors())
                .extracting(ManifestProblem::file)
                .containsOnly("a.yaml");
    }

    @Test
    void aPartMayNameWhatIsElsewhere() {
        assertThat(Manifests.loadPart(direct("test")).problems()).isEmpty();
    }

    @Test
    void twoOfANameAreAnErrorThatNamesTheFirst() {
        assertThat(load(WAREHOUSE, all(direct("test"), direct("test"))).errors())
                .singleElement()
                .asString()
                .startsWith("b.yaml:11:18: metadata.name: there are two of Stage test, the first in b.yaml:3");
    }

    @Test
    void aListIsReadAsItsItems() {
        String list =
                "apiVersion: v1\nkind: List\nitems:\n- " + WAREHOUSE.strip().replace("\n", "\n  ") + "\n";
        assertThat(load(list).configuration().warehouses()).containsKey("main");
    }

    @Test
    void resourcesOfAnotherProjectAreAnError() {
        assertThat(load(WAREHOUSE, direct("test").replace("namespace: demo", "namespace: other"))
                        .errors())
                .singleElement()
                .asString()
                .contains("belongs to the project other, but Warehouse main in a.yaml belongs to demo");
    }

    @Test
    void anUnknownKindOfKargoIsAnErrorAndOneOfOthersAWarning() {
        assertThat(problems(load("apiVersion: kargo.akuity.io/v1alpha1\nkind: Warehous\nmetadata: {name: x}\n")))
                .singleElement()
                .asString()
                .startsWith("ERROR a.yaml:2:7: kind: Kargo has no kind \"Warehous\"; did you mean Warehouse?");
        assertThat(problems(load("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\n")))
                .singleElement()
                .asString()
                .startsWith("WARNING a.yaml:2:7: kind: Deployment of apps/v1 is none of Kargo's kinds");
    }

    @Test
    void anotherVersionOfKargosApiIsAnError() {
        assertThat(load(WAREHOUSE.replace("v1alpha1", "v1beta1")).errors())
                .singleElement()
                .asString()
                .contains("apiVersion: must be kargo.akuity.io/v1alpha1");
    }

    @Test
    void enterpriseKindsAndKargosOwnRecordsAreNoted() {
        for (String kind : List.of(
                "ee.kargo.akuity.io/v1alpha1 EventRouter",
                "kargo.akuity.io/v1alpha1 Promotion",
                "argoproj.io/v1alpha1 AnalysisRun",
                "kargo.akuity.io/v1alpha1 Target")) {
            String[] parts = kind.split(" ");
            LoadedManifests loaded =
                    load("apiVersion: " + parts[0] + "\nkind: " + parts[1] + "\nmetadata: {name: x}\n");
            assertThat(loaded.problems())
                    .singleElement()
                    .matches(
                            p -> p.severity() == Severity.WARNING && p.message().contains(parts[1]));
        }
    }

    @Test
    void aFileFullOfErrorsNamesTheFirstHundred() {
        LoadedManifests loaded = load(Manifests.warehouse("- 5\n".repeat(5_000)));
        assertThat(loaded.problems()).hasSize(101);
        assertThat(loaded.problems().get(0).line()).isEqualTo(6);
        assertThat(loaded.problems().get(100).message()).isEqualTo("there are 4900 more problems in this file");
    }

    @Test
    void aSecretIsNeitherReadNorShown() {
        LoadedManifests loaded = load("""
                apiVersion: v1
                kind: Secret
                metadata: {name: repo, labels: {kargo.akuity.io/cred-type: git}}
                stringData: {password: hunter2}
                """);
        assertThat(problems(loaded))
                .singleElement()
                .asString()
                .contains("never read or stored")
                .doesNotContain("hunter2");
        assertThat(loaded.configuration()).isEqualTo(Configuration.EMPTY);
    }

    @Test
    void passwordsInUrlsAreNotShown() {
        String twice = "- git: {repoURL: 'https://bob:hunter2@git.example.com/x.git'}\n";
        assertThat(problems(load(Manifests.warehouse(twice + twice))))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("spec.subscriptions[0].git.repoURL: holds a URL with a password; take it out"))
                .anySatisfy(problem -> assertThat(problem).contains("https://bob:****@git.example.com/x.git"))
                .noneSatisfy(problem -> assertThat(problem).contains("hunter2"));
    }

    @Test
    void promotionPoliciesKeepTheirOrder() {
        LoadedManifests loaded = load(direct("prod"), WAREHOUSE, """
                apiVersion: kargo.akuity.io/v1alpha1
                kind: ProjectConfig
                metadata: {name: demo, namespace: demo}
                spec:
                  promotionPolicies:
                  - stage: prod
                  - stageSelector: {name: 'glob:*', matchLabels: {a: b}}
                    autoPromotionEnabled: true
                  - stageSelector:
                      matchExpressions: [{key: tier, operator: In, values: [x, z]}]
                """);
        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.configuration().promotionPolicies())
                .containsExactly(
                        new PromotionPolicy("prod", Map.of(), List.of(), false),
                        new PromotionPolicy("glob:*", Map.of("a", "b"), List.of(), true),
                        new PromotionPolicy(
                                "",
                                Map.of(),
                                List.of(new PromotionPolicy.LabelExpression("tier", "In", List.of("x", "z"))),
                                false));
    }

    @Test
    void faultyPoliciesAreErrors() {
        LoadedManifests loaded = load("""
                apiVersion: kargo.akuity.io/v1alpha1
                kind: ProjectConfig
                metadata: {name: demo}
                spec:
                  promotionPolicies:
                  - autoPromotionEnabled: true
                  - {stage: a, stageSelector: {}}
                  - stageSelector: {name: 'like:x'}
                  - stageSelector: {name: 'regex:('}
                  - stageSelector: {matchExpressions: [{key: a, operator: In}]}
                """);
        assertThat(loaded.errors())
                .extracting(ManifestProblem::path)
                .containsExactly(
                        "spec.promotionPolicies[0]",
                        "spec.promotionPolicies[1]",
                        "spec.promotionPolicies[2].stageSelector.name",
                        "spec.promotionPolicies[3].stageSelector.name",
                        "spec.promotionPolicies[4].stageSelector.matchExpressions[0]");
    }

    @Test
    void aPolicyForAStageThatIsNotThereIsAWarning() {
        LoadedManifests loaded = load(WAREHOUSE, direct("prod"), """
                apiVersion: kargo.akuity.io/v1alpha1
                kind: ProjectConfig
                metadata: {name: demo}
                spec: {promotionPolicies: [{stage: prodd, autoPromotionEnabled: true}]}
                """);
        assertThat(problems(loaded))
                .singleElement()
                .asString()
                .startsWith("WARNING c.yaml:4:36")
                .contains("mean prod?");
    }
}
