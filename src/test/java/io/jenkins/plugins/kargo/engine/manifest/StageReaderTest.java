package io.jenkins.plugins.kargo.engine.manifest;

import static io.jenkins.plugins.kargo.engine.manifest.Manifests.WAREHOUSE;
import static io.jenkins.plugins.kargo.engine.manifest.Manifests.after;
import static io.jenkins.plugins.kargo.engine.manifest.Manifests.direct;
import static io.jenkins.plugins.kargo.engine.manifest.Manifests.load;
import static io.jenkins.plugins.kargo.engine.manifest.Manifests.loadPart;
import static io.jenkins.plugins.kargo.engine.manifest.Manifests.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.AvailabilityStrategy;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.SelectionPolicy;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.QueuePolicy;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.Variable;
import io.jenkins.plugins.kargo.engine.model.Verification;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageReaderTest {
    private static List<String> errorsOf(String manifest) {
        return loadPart(manifest).errors().stream()
                .map(ManifestProblem::toString)
                .toList();
    }

    private static String steps(String steps) {
        return direct("test", "promotionTemplate:\n  spec:\n    steps:\n" + steps.indent(4));
    }

    @Test
    void everyFieldIsRead() {
        LoadedManifests loaded = loadPart(stage("uat", """
                shard: x
                vars: [{name: host, value: a.example.com}, {name: empty}]
                requestedFreight:
                - origin: {kind: Warehouse, name: main}
                  sources:
                    stages: [test]
                    requiredSoakTime: 1h
                    availabilityStrategy: All
                    autoPromotionOptions: {selectionPolicy: MatchUpstream}
                - origin: {kind: Warehouse, name: base}
                  sources: {direct: true, availabilityStrategy: ''}
                promotionTemplate:
                  spec:
                    vars: [{name: x, value: '1'}]
                    steps:
                    - uses: git-clone
                      as: clone
                      if: ${{ success() }}
                      continueOnError: true
                      retry: {timeout: 90s, errorThreshold: 3}
                      vars: [{name: u, value: z}]
                      config:
                        number: 1000000
                        real: 1.10
                        flag: yes
                        none: ~
                        date: 2026-11-21
                        list: [a, 0x10]
                    - task: {name: shared, kind: ClusterPromotionTask}
                      as: finish
                verification:
                  analysisTemplates: [{name: smoke}, {name: load, kind: ClusterAnalysisTemplate}]
                  analysisRunMetadata: {labels: {a: b}, annotations: {c: d}}
                  args: [{name: api-url, value: 'http://x'}]
                """));
        assertThat(loaded.problems()).isEmpty();
        Stage stage = loaded.configuration().stages().get("uat");
        assertThat(stage.vars()).containsExactly(new Variable("host", "a.example.com"), new Variable("empty", ""));
        assertThat(stage.requestedFreight())
                .containsExactly(
                        new FreightRequest(
                                FreightOrigin.warehouse("main"),
                                new FreightRequest.Sources(
                                        false,
                                        List.of("test"),
                                        Duration.ofHours(1),
                                        AvailabilityStrategy.All,
                                        SelectionPolicy.MatchUpstream)),
                        new FreightRequest(
                                FreightOrigin.warehouse("base"),
                                new FreightRequest.Sources(
                                        true,
                                        List.of(),
                                        null,
                                        AvailabilityStrategy.OneOf,
                                        SelectionPolicy.NewestFreight)));
        assertThat(stage.templateVars()).containsExactly(new Variable("x", "1"));
        PromotionStep clone = stage.steps().get(0);
        assertThat(clone.config())
                .containsEntry("number", 1_000_000L)
                .containsEntry("real", 1.1)
                .containsEntry("flag", true)
                .containsEntry("none", null)
                .containsEntry("date", "2026-11-21")
                .containsEntry("list", Arrays.asList("a", 16L));
        assertThat(clone)
                .isEqualTo(new PromotionStep(
                        "git-clone",
                        null,
                        "clone",
                        "${{ success() }}",
                        true,
                        new PromotionStep.Retry(Duration.ofSeconds(90), 3),
                        List.of(new Variable("u", "z")),
                        clone.config()));
        assertThat(stage.steps().get(1).task())
                .isEqualTo(new PromotionStep.TaskReference("shared", "ClusterPromotionTask"));
        assertThat(stage.verification())
                .isEqualTo(new Verification(
                        List.of(
                                new Verification.TemplateReference("smoke", "AnalysisTemplate"),
                                new Verification.TemplateReference("load", "ClusterAnalysisTemplate")),
                        Map.of("a", "b"),
                        Map.of("c", "d"),
                        List.of(new Variable("api-url", "http://x"))));
    }

    @Test
    void aStageWithoutTemplateIsControlFlow() {
        Stage stage = loadPart(direct("gate")).configuration().stages().get("gate");
        assertThat(stage.isControlFlow()).isTrue();
        assertThat(stage.verification()).isNull();
    }

    @Test
    void freightMustBeAbleToArrive() {
        assertThat(errorsOf(stage("a", "requestedFreight: [{origin: {kind: Warehouse, name: w}, sources: {}}]\n")))
                .singleElement()
                .asString()
                .contains("no Freight can ever come here");
        assertThat(errorsOf(stage("a", "requestedFreight: []\n")))
                .singleElement()
                .asString()
                .contains("at least one item");
    }

    @Test
    void eachOriginIsRequestedOnce() {
        assertThat(errorsOf(direct("a", """
                - origin: {kind: Warehouse, name: main}
                  sources: {stages: [b]}
                """)))
                .singleElement()
                .asString()
                .contains("requestedFreight[1].origin.name")
                .contains("entry 0");
    }

    @Test
    void matchUpstreamNeedsExactlyOneUpstreamStage() {
        String spec = "requestedFreight: [{origin: {kind: Warehouse, name: w}, sources: {%s, autoPromotionOptions:"
                + " {selectionPolicy: MatchUpstream}}}]\n";
        assertThat(errorsOf(stage("a", spec.formatted("direct: true, stages: [b]"))))
                .singleElement()
                .asString()
                .contains("found direct: true and 1 stage");
        assertThat(errorsOf(stage("a", spec.formatted("stages: [b, c]"))))
                .singleElement()
                .asString()
                .contains("2 stages");
        assertThat(errorsOf(stage("a", spec.formatted("stages: [b]")))).isEmpty();
    }

    @Test
    void fieldsOfSourcesBesideThemGetAHint() {
        assertThat(errorsOf(direct("a").replace("sources:", "requiredSoakTime: 1h\n    sources:")))
                .singleElement()
                .asString()
                .contains("requiredSoakTime stands in sources");
    }

    @Test
    void aliasesAreUniqueAndNotReserved() {
        assertThat(
                        errorsOf(
                                steps(
                                        "- {uses: copy, as: x}\n- {uses: copy, as: x}\n- {uses: copy, as: step-2}\n- {uses: copy, as: task-10}\n")))
                .satisfiesExactly(
                        e -> assertThat(e).contains("steps[1].as").contains("step 0"),
                        e -> assertThat(e).contains("steps[2].as").contains("is kept for steps without an alias"),
                        e -> assertThat(e).contains("steps[3].as"));
    }

    @Test
    void aStepRunsAStepOrATask() {
        assertThat(errorsOf(steps("- {as: x}\n"))).singleElement().asString().contains("found neither");
        assertThat(errorsOf(steps("- {uses: copy, task: {name: x}}\n")))
                .singleElement()
                .asString()
                .contains("found both");
        assertThat(errorsOf(steps("- {task: {name: x}, if: 'true', config: {}}\n")))
                .hasSize(2)
                .allMatch(e -> e.contains("takes as and vars only"));
    }

    @Test
    void unknownStepsAreErrorsAndKargosOthersWarnings() {
        assertThat(errorsOf(steps("- uses: helm-templte\n")))
                .singleElement()
                .asString()
                .contains("did you mean helm-template?");
        LoadedManifests loaded = loadPart(steps("- uses: argocd-wait\n- uses: jira\n"));
        assertThat(loaded.errors()).isEmpty();
        assertThat(loaded.warnings())
                .extracting(ManifestProblem::message)
                .satisfiesExactly(
                        m -> assertThat(m).contains("argocd-wait of Kargo is not in this version"),
                        m -> assertThat(m).contains("enterprise edition"));
    }

    @Test
    void stepsOfTheFilesOwnMakingAreRecognised() {
        LoadedManifests loaded = loadPart(steps("- uses: my-step\n"), """
                apiVersion: ee.kargo.akuity.io/v1alpha1
                kind: CustomPromotionStep
                metadata: {name: my-step}
                """);
        assertThat(loaded.errors()).isEmpty();
    }

    @Test
    void valuesOfTheWrongTypeNameWhatWasFound() {
        assertThat(errorsOf(direct("a", "vars:\n- {name: port, value: 8080}\n- {name: 1st, value: x}\n")))
                .satisfiesExactly(
                        e -> assertThat(e).contains("must be text; found the number 8080; put it in quotes"),
                        e -> assertThat(e).contains("does not begin with a digit; found \"1st\""));
        assertThat(errorsOf(direct("a", "vars:\n- {name: y, value: x}\n")))
                .singleElement()
                .asString()
                .contains("must be text; found y, which YAML reads as the truth value true; put it in quotes");
        assertThat(errorsOf(direct("a", "verification:\n")))
                .singleElement()
                .asString()
                .contains("found nothing");
    }

    @Test
    void theQueuePolicyIsAnAnnotationToo() {
        String manifest =
                direct("a").replace("name: a,", "name: a, annotations: {kargo.jenkins.io/promotion-queue: %s},");
        assertThat(loadPart(manifest.formatted("newest"))
                        .configuration()
                        .stage("a")
                        .orElseThrow()
                        .queuePolicy())
                .isEqualTo(QueuePolicy.NEWEST);
        assertThat(errorsOf(manifest.formatted("latest")))
                .singleElement()
                .asString()
                .contains("allowed: all, newest, cancel-running; found \"latest\"");
    }

    @Test
    void theVerificationAnnotationHasOneValue() {
        String manifest = direct("a").replace("name: a,", "name: a, annotations: {kargo.jenkins.io/verification: %s},");
        assertThat(errorsOf(manifest.formatted("pipeline"))).isEmpty();
        assertThat(loadPart(manifest.formatted("pipeline"))
                        .configuration()
                        .stages()
                        .get("a")
                        .isVerifiedByPipeline())
                .isTrue();
        assertThat(errorsOf(manifest.formatted("pipelin")))
                .singleElement()
                .asString()
                .contains(
                        "metadata.annotations.\"kargo.jenkins.io/verification\": allowed: pipeline; found \"pipelin\"");
    }

    @Test
    void whatStagesNameMustBeThere() {
        LoadedManifests loaded = load(WAREHOUSE, direct("test"), stage("uat", """
                requestedFreight:
                - origin: {kind: Warehouse, name: mian}
                  sources: {stages: [tst, test]}
                promotionTemplate: {spec: {steps: [{task: {name: t}}, {task: {name: c, kind: ClusterPromotionTask}}]}}
                verification: {analysisTemplates: [{name: v}]}
                """));
        assertThat(loaded.errors())
                .extracting(ManifestProblem::toString)
                .satisfiesExactly(
                        e -> assertThat(e)
                                .startsWith(
                                        "c.yaml:6:37: spec.requestedFreight[0].origin.name: stage uat names the Warehouse"
                                                + " mian, which does not exist; did you mean main? (there are: main)"),
                        e -> assertThat(e)
                                .contains("sources.stages[0]: stage uat names the stage tst")
                                .contains("mean test?"),
                        e -> assertThat(e).contains("steps[0].task.name").contains("no PromotionTask at all"),
                        e -> assertThat(e).contains("steps[1].task.name").contains("no ClusterPromotionTask at all"),
                        e -> assertThat(e)
                                .contains("analysisTemplates[0].name")
                                .contains("no AnalysisTemplate at all"));
    }

    @Test
    void aCircleOfStagesIsNamed() {
        assertThat(load(WAREHOUSE, after("a", "c"), after("b", "a"), after("c", "b"))
                        .errors())
                .singleElement()
                .asString()
                .startsWith("b.yaml:7:23: spec.requestedFreight[0].sources.stages: ")
                .contains("a -> b -> c -> a");
        assertThat(load(WAREHOUSE, after("a", "a")).errors())
                .singleElement()
                .asString()
                .contains("from itself");
    }
}
