package io.jenkins.plugins.kargo.engine.promotion.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.promotion.Progress;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.Seeds;
import io.jenkins.plugins.kargo.engine.testing.Tools;
import io.jenkins.plugins.kargo.engine.testing.forge.PullRequestRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promotion templates that people published, to their last step and beyond: pull request, merge, Argo CD, health and
 * verification. Hosts are substituted. What one of them cannot do as it is printed is one clear error, and then supplied.
 */
class SeedPipelinesTest {
    private static final String SERVICE_IMAGE = "registry.example.com/service-image";
    private static final String NGINX = "public.ecr.aws/nginx/nginx";
    private static final String CHECKOUT = "path: ./src\n";
    private static final String JOB = "- name: test\n";

    @TempDir
    private Path temp;

    private SeedWorld world;

    @BeforeEach
    void open() {
        world = new SeedWorld(temp);
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** The chart that the published template renders, and its values. */
    private void chart() {
        world.hosting.repository().commit("main", "first", Map.of("README.md", "service\n"));
        world.hosting
                .repository()
                .commit(
                        "develop",
                        "first",
                        Map.of(
                                "chart/service/Chart.yaml",
                                "apiVersion: v2\nname: service\nversion: 1.0.0\n",
                                "chart/service/values-uat.yaml",
                                "# the values of uat\nimage:\n  tag: none # by Kargo\n",
                                "chart/service/templates/app.yaml",
                                "apiVersion: v1\n"
                                        + "kind: ConfigMap\n"
                                        + "metadata: {name: {{ .Release.Name }}}\n"
                                        + "data: {tag: {{ .Values.image.tag | quote }}}\n"));
    }

    /** A block of the first text, its hosts substituted and its names made to agree. */
    private String service(String block) {
        return block.replace("https://github.com/service-cicd.git", world.hosting.url())
                .replace("image-registry.com/service-image", SERVICE_IMAGE)
                .replace("registry.com/service-image:1.0.0", SERVICE_IMAGE)
                .replace("https://my-service.kargo-demo.com", world.service.url())
                .replace("kargo-poc-tags", "kargo-poc")
                .replace("kargo-poc-uat-analysis", "kargo-poc-uat")
                .replace("techcelerate-service", "service");
    }

    /** With the stage before it, in which the Freight is verified. */
    private void loadService(String stage, String analysis) throws IOException {
        String before = """
                apiVersion: kargo.akuity.io/v1alpha1
                kind: Stage
                metadata: {name: teststable-tags, namespace: kargo-poc}
                spec:
                  requestedFreight:
                  - {origin: {kind: Warehouse, name: kargo-poc}, sources: {direct: true}}
                """;
        String warehouse = service(Seeds.blocks().get("000").get(0));
        world.load("kargo-poc", "kargo-poc", SERVICE_IMAGE, warehouse, before, stage, analysis);
        world.store.freight().verified(world.project(), "a".repeat(40), "teststable-tags", Instant.EPOCH);
    }

    /** What the author left out: the branch that is rendered to. */
    private static String withCheckout(String stage) {
        return stage.replace(CHECKOUT, CHECKOUT + """
                          - branch: stages/uat
                            create: true
                            path: ./out/stages/uat
                """).replace("targetBranch: develop", "targetBranch: stages/uat");
    }

    /** Who hosts the repository, as the next step says it; a host of our own does not show it. */
    private static String withProvider(String stage) {
        return stage.replace(
                "sourceBranchFromStep: push\n", "sourceBranchFromStep: push\n          provider: gitlab\n");
    }

    /** Its last metric, for which there is no cluster. */
    private static String withoutJob(String analysis) {
        return analysis.substring(0, analysis.lastIndexOf('\n', analysis.indexOf(JOB)) + 1);
    }

    @Test
    void whatTheTemplateWithAPullRequestLacksIsOneClearErrorEach() throws Exception {
        List<String> blocks = Seeds.blocks().get("000");
        Tools.path("helm");
        chart();
        String stage = service(blocks.get(1));

        loadService(stage, service(blocks.get(2)));
        Promotion printed = world.finish(world.create("uat-tags"));
        assertThat(printed.phase()).isEqualTo(PromotionPhase.Failed);
        assertThat(printed.message())
                .contains("path \"./out/stages/uat\" is not a checkout: give the path of a git-clone checkout");

        loadService(withCheckout(stage), service(blocks.get(2)));
        Promotion completed = world.finish(world.create("uat-tags"));
        assertThat(completed.phase()).isEqualTo(PromotionPhase.Failed);
        assertThat(completed.message())
                .contains("who hosts " + world.hosting.url() + " cannot be told from its URL: set provider to one of");
        assertThat(world.hosting.requests()).isEmpty();
        world.assertNoToken(printed);
        world.assertNoToken(completed);
    }

    @Test
    void aTemplateWithAPullRequestRunsUntilItsFreightIsVerified() throws Exception {
        List<String> blocks = Seeds.blocks().get("000");
        Tools.path("helm");
        chart();
        String analysis = service(blocks.get(2));
        loadService(withProvider(withCheckout(service(blocks.get(1)))), withoutJob(analysis));
        world.application("service-uat", "uat-tags", "stages/uat");

        Promotion promotion = world.create("uat-tags");
        Progress waiting = world.advance(promotion);

        assertThat(waiting).as(world.log.toString()).isInstanceOf(Progress.Waiting.class);
        PullRequestRecord request = world.hosting.request(1);
        assertThat(request.target).isEqualTo("stages/uat");
        assertThat(world.hosting.repository().files(request.source)).containsOnlyKeys("manifests.yaml");
        assertThat(world.hosting.repository().files("stages/uat")).isEmpty();
        assertThat(world.argo.get("service-uat").at("/status/sync/status").asText())
                .isEqualTo("OutOfSync");

        assertThat(world.hosting.merge(1, "merge")).isTrue();
        Promotion finished = world.succeed(promotion);

        assertThat(world.hosting.requests()).singleElement().matches(PullRequestRecord::isMerged);
        assertThat(world.hosting.repository().head("stages/uat")).isEqualTo(request.mergeCommit);
        assertThat(world.hosting.repository().files("stages/uat").get("manifests.yaml"))
                .contains("metadata: {name: service}", "data: {tag: \"1.26.3\"}");
        List<String> messages = world.hosting.repository().log("stages/uat");
        assertThat(messages.toString()).contains("image.tag");
        world.assertSynced("service-uat", "uat-tags", request.mergeCommit);
        VerificationRecord record = world.verification("uat-tags");
        assertThat(record.phase()).as(record.message()).isEqualTo(VerificationPhase.Successful);
        assertThat(world.service.requests()).containsExactly("GET /test");
        assertThat(world.isVerified("uat-tags")).isTrue();
        world.assertNoToken(finished, messages.toString());
    }

    /** The nginx of the third text. */
    private String nginx(String block) {
        return block.replaceAll("https://github.com/example/[a-z-]+\\.git", world.hosting.url());
    }

    /** @param annotation of the stage, none when empty */
    private void loadNginx(String annotation) throws IOException {
        List<String> blocks = Seeds.blocks().get("003");
        world.hosting
                .repository()
                .commit(
                        "main",
                        "first",
                        Map.of(
                                "base/kustomization.yaml",
                                "resources: [app.yaml]\n",
                                "base/app.yaml",
                                "apiVersion: v1\n"
                                        + "kind: Pod\n"
                                        + "metadata: {name: web}\n"
                                        + "spec: {containers: [{name: web, image: " + NGINX + "}]}\n",
                                "stages/test/kustomization.yaml",
                                "resources: [../../base]\nnamespace: test\n"));
        String checked = blocks.get(6);
        String stage = (blocks.get(2) + blocks.get(5).indent(2) + checked.substring(checked.indexOf("  verification:")))
                .replace("  namespace: kargo-demo\n", "  namespace: kargo-demo\n" + annotation);
        world.load("kargo-demo", "my-warehouse", NGINX, nginx(blocks.get(9)), nginx(stage), blocks.get(8));
        world.application("kargo-demo-test", "test", "stage/test");
    }

    private Promotion promoteNginx() throws Exception {
        Promotion promotion = world.succeed(world.create("test"));
        GitFixture repository = world.hosting.repository();
        assertThat(repository.files("stage/test").values())
                .singleElement()
                .asString()
                .contains("namespace: test", NGINX + ":1.26.3");
        assertThat(repository.log("stage/test").get(0)).contains(NGINX + ":1.26.3");
        world.assertSynced("kargo-demo-test", "test", repository.head("stage/test"));
        assertThat(world.isVerified("test")).isFalse();
        return promotion;
    }

    @Test
    void aTemplateWithKustomizeRunsUntilThePipelineHasVerifiedItsFreight() throws Exception {
        Seeds.blocks();
        Tools.path("kubectl");
        loadNginx("  annotations: {kargo.jenkins.io/verification: pipeline}\n");

        Promotion promotion = promoteNginx();

        VerificationRecord record =
                world.store.verifications().latest(world.project()).get("test");
        world.engine()
                .verifications()
                .settle(world.project(), record.id(), VerificationPhase.Successful, "tests passed", "bob");
        assertThat(world.isVerified("test")).isTrue();
        world.assertNoToken(
                promotion, world.hosting.repository().log("stage/test").toString());
    }

    @Test
    void aVerificationByAJobInTheClusterIsOneClearError() throws Exception {
        Seeds.blocks();
        Tools.path("kubectl");
        loadNginx("");

        promoteNginx();

        VerificationRecord record = world.verification("test");
        assertThat(record.phase()).isEqualTo(VerificationPhase.Error);
        assertThat(record.message()).contains("there is no metric provider \"job\"; there are: web");
        assertThat(world.isVerified("test")).isFalse();
    }
}
