package io.jenkins.plugins.kargo.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.argocd.Application;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCD;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDException;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDs;
import io.jenkins.plugins.kargo.engine.argocd.SyncRequest;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateStep;
import io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDWaitStep;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArgoCDOnAClusterTest {
    private static final String REPO = "https://git.example.com/guestbook.git";
    private static final String PROMOTION = "test.01j2w7.abcdef1";
    private static final Map<String, Object> DESIRED = Map.of(
            "apps",
            List.of(Map.of(
                    "name", "guestbook", "sources", List.of(Map.of("repoURL", REPO, "desiredRevision", "abc")))));
    private static final Map<String, Object> WAITED_FOR = Map.of("apps", List.of(Map.of("name", "guestbook")));

    private final Cluster cluster = new Cluster();
    private final HttpGateway http = new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK));
    private final ArgoCDs argoCDs = new ArgoCDs(() -> http);
    private final ArgoCDUpdateStep update = new ArgoCDUpdateStep(argoCDs);
    private final ArgoCDWaitStep wait = new ArgoCDWaitStep(argoCDs);
    private final StepFixture steps = new StepFixture(PROMOTION).argoCD(access());

    private ArgoCDAccess access() {
        return new ArgoCDAccess(
                "",
                ArgoCDAccess.Api.KUBERNETES,
                "",
                "",
                "",
                false,
                true,
                new Credential.Token("cluster", new SecretText(cluster.kubeconfig())));
    }

    @BeforeEach
    void application() {
        cluster.application("guestbook", "shop", REPO);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private ArgoCD argo() throws Exception {
        return argoCDs.of(access());
    }

    private StepResult update() throws Exception {
        return steps.run(update, DESIRED);
    }

    private StepResult await() throws Exception {
        return steps.run(wait, WAITED_FOR);
    }

    @Test
    void anApplicationIsRead() throws Exception {
        Application application = argo().find("argocd", "guestbook").orElseThrow();
        assertThat(application.key()).isEqualTo("argocd/guestbook");
        assertThat(application.health()).isEqualTo("Healthy");
        assertThat(application.sync()).isEqualTo("Synced");
        assertThat(application.sources())
                .singleElement()
                .satisfies(source -> assertThat(source).containsEntry("repoURL", REPO));
        assertThat(argo().find("argocd", "another")).isEmpty();
        assertThat(argo().find("elsewhere", "guestbook")).isEmpty();
    }

    @Test
    void labelsSelect() throws Exception {
        cluster.application("blog", "shop", REPO);
        cluster.application("wiki", "docs", REPO);
        assertThat(argo().list("argocd", "team=shop"))
                .extracting(Application::name)
                .containsExactlyInAnyOrder("guestbook", "blog");
        assertThat(argo().list("argocd", "team in (docs),team!=shop"))
                .extracting(Application::name)
                .containsExactly("wiki");
        assertThat(argo().list("argocd", "team=none")).isEmpty();
    }

    @Test
    void aSyncIsStartedOnceAndFoundAgain() throws Exception {
        assertThat(update().message()).contains("its sync has been started");
        JsonNode application = cluster.get("guestbook");
        assertThat(application.at("/operation/initiatedBy/username").asText()).isEqualTo("kargo-controller");
        assertThat(application.at("/operation/info/1/name").asText()).isEqualTo("kargo.akuity.io/promotion");
        assertThat(application.at("/operation/info/1/value").asText()).isEqualTo(PROMOTION);
        assertThat(application.at("/metadata/annotations").properties())
                .extracting(Map.Entry::getKey)
                .contains("argocd.argoproj.io/refresh", "kargo.akuity.io/authorized-stage");
        // What was before must not be taken for the result of what was asked for now.
        assertThat(application.path("status").hasNonNull("operationState")).isFalse();
        assertThat(application.at("/status/health/status").asText()).isEqualTo("Healthy");
        assertThat(application.at("/spec/source/targetRevision").asText()).isEqualTo("stage/test");
        assertThat(steps.intention("argocd-update"))
                .isEqualTo(Map.of("operations", Map.of("argocd/guestbook", PROMOTION)));
        assertThat(cluster.requests()).anyMatch(line -> line.equals("POST /api/v1/namespaces/argocd/events"));

        assertThat(update().message()).contains("its sync is under way");
        cluster.finish("guestbook", "abc");
        assertThat(update().status()).isEqualTo(StepStatus.Succeeded);
        assertThat(cluster.patches()).isEqualTo(1);
    }

    @Test
    void theServerItselfRefusesWhatWasAskedForAnOlderVersion() throws Exception {
        Application old = argo().find("argocd", "guestbook").orElseThrow();
        cluster.change("guestbook", one -> one.withObject("spec").put("project", "other"));
        assertThatThrownBy(() -> argo().sync(old, new SyncRequest(null, PROMOTION, "")))
                .isInstanceOfSatisfying(
                        ArgoCDException.class, e -> assertThat(e.kind()).isEqualTo(ArgoCDException.Kind.CONFLICT));
        assertThat(cluster.get("guestbook").hasNonNull("operation")).isFalse();
    }

    @Test
    void aConflictIsReadAgainAndDecidedAnew() throws Exception {
        cluster.beforeNextPatch(
                () -> cluster.change("guestbook", one -> one.withObject("spec").put("project", "other")));
        assertThat(update().message()).contains("its sync has been started");
        assertThat(cluster.patches()).isEqualTo(2);
        JsonNode application = cluster.get("guestbook");
        assertThat(application.at("/spec/project").asText()).isEqualTo("other");
        assertThat(application.at("/operation/info/1/value").asText()).isEqualTo(PROMOTION);
    }

    @Test
    void conflictsWithoutEndAreLeftForTheNextLook() throws Exception {
        for (int i = 0; i < 5; i++) {
            String project = "project-" + i;
            cluster.beforeNextPatch(() ->
                    cluster.change("guestbook", one -> one.withObject("spec").put("project", project)));
        }
        StepResult result = update();
        assertThat(result.status()).isEqualTo(StepStatus.Running);
        assertThat(result.message()).contains("others keep changing it");
        assertThat(update().message()).contains("its sync has been started");
    }

    @Test
    void whoSyncsInBetweenIsWaitedForAndNotOverwritten() throws Exception {
        cluster.beforeNextPatch(() -> cluster.change("guestbook", one -> {
            one.putObject("operation").putObject("initiatedBy").put("username", "ada");
            one.withObject("operation").putObject("sync");
        }));
        assertThat(update().message()).contains("initiated by \"ada\"");
        assertThat(cluster.get("guestbook")
                        .at("/operation/initiatedBy/username")
                        .asText())
                .isEqualTo("ada");
        cluster.finish("guestbook", "other");
        assertThat(update().message()).contains("its sync has been started");
        cluster.finish("guestbook", "abc");
        assertThat(update().status()).isEqualTo(StepStatus.Succeeded);
    }

    @Test
    void anAnswerThatIsLostDoesNotStartTheSyncTwice() throws Exception {
        cluster.loseAnswerOfNextPatch();
        assertThat(update().message()).contains("its sync is under way");
        assertThat(cluster.get("guestbook").at("/operation/info").size()).isEqualTo(2);
        cluster.finish("guestbook", "abc");
        assertThat(update().status()).isEqualTo(StepStatus.Succeeded);
    }

    @Test
    void anApplicationThatDegradesInTheMiddleFailsTheWait() throws Exception {
        cluster.health("guestbook", "Progressing");
        assertThat(await().message()).contains("it is Progressing");
        cluster.health("guestbook", "Degraded");
        assertThatThrownBy(this::await)
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("health has regressed from Progressing to Degraded");
        assertThat(cluster.patches()).isZero();
    }

    @Test
    void theWaitEndsWithTheApplicationsHealth() throws Exception {
        cluster.health("guestbook", "Progressing");
        assertThat(await().status()).isEqualTo(StepStatus.Running);
        cluster.health("guestbook", "Healthy");
        assertThat(await().output()).containsEntry("healthStatus", Map.of("argocd/guestbook", "Healthy"));
    }

    @Test
    void whatIsNotThereIsSaidToBeMissing() {
        Map<String, Object> missing = Map.of("apps", List.of(Map.of("name", "another")));
        for (StepRunner step : List.<StepRunner>of(update, wait)) {
            assertThatThrownBy(() -> steps.run(step, missing))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("unable to find Argo CD Application \"another\" in namespace \"argocd\"");
        }
    }

    @Test
    void aRoleThatMayReadButNotPatchIsNamed() throws Exception {
        cluster.forbid(
                "guestbook",
                "applications.argoproj.io \"guestbook\" is forbidden: User \"kargo\" cannot patch resource");
        assertThatThrownBy(this::update)
                .isInstanceOfSatisfying(
                        ArgoCDException.class, e -> assertThat(e.kind()).isEqualTo(ArgoCDException.Kind.DENIED))
                .hasMessageContaining("the credential's role does not allow it")
                .hasMessageContaining("User \"kargo\" cannot patch resource")
                .message()
                .doesNotContain(Cluster.TOKEN);
        assertThat(cluster.get("guestbook").hasNonNull("operation")).isFalse();
    }

    @Test
    void aTokenThatTheClusterDoesNotAcceptIsNamedAndNotShown() {
        ArgoCDAccess expired = new ArgoCDAccess(
                "",
                ArgoCDAccess.Api.KUBERNETES,
                "",
                "",
                "",
                false,
                true,
                new Credential.Token(
                        "cluster", new SecretText(cluster.kubeconfig().replace(Cluster.TOKEN, "expired-t0ken"))));
        assertThatThrownBy(() -> new StepFixture(PROMOTION).argoCD(expired).run(update, DESIRED))
                .isInstanceOf(ArgoCDException.class)
                .hasMessageContaining("wrong, expired or revoked")
                .message()
                .doesNotContain("t0ken");
    }

    @Test
    void aConnectionThatIsCutEndsNeitherTheSyncNorTheWait() throws Exception {
        assertThat(update().message()).contains("its sync has been started");
        cluster.cut();
        StepResult updating = update();
        assertThat(updating.status()).isEqualTo(StepStatus.Running);
        assertThat(updating.message()).contains("the last look failed").doesNotContain(Cluster.TOKEN);
        StepResult waiting = await();
        assertThat(waiting.status()).isEqualTo(StepStatus.Running);
        assertThat(waiting.message()).contains("the last look failed");
        cluster.heal();
        cluster.finish("guestbook", "abc");
        assertThat(update().status()).isEqualTo(StepStatus.Succeeded);
        assertThat(await().status()).isEqualTo(StepStatus.Succeeded);
        assertThat(cluster.patches()).isEqualTo(1);
        assertThat(cluster.get("guestbook")
                        .at("/status/operationState/operation/info/1/value")
                        .asText())
                .isEqualTo(PROMOTION);
    }
}
