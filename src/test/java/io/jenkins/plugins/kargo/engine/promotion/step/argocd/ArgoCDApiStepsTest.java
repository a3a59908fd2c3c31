package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDException;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDs;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.testing.ArgoCDDouble;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same steps where nobody may get to the cluster. */
class ArgoCDApiStepsTest {
    private static final String REPO = "https://git.example.com/guestbook.git";
    private static final String PROMOTION = "test.01j2w7.abcdef1";

    private final ArgoCDDouble argo = ArgoCDDouble.start().application("guestbook", REPO);
    private final StepFixture steps = new StepFixture(PROMOTION).argoCD(argo.apiAccess());
    private final HttpGateway http = new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK));
    private final ArgoCDs argoCDs = new ArgoCDs(() -> http);
    private final ArgoCDUpdateStep update = new ArgoCDUpdateStep(argoCDs);
    private final ArgoCDWaitStep wait = new ArgoCDWaitStep(argoCDs);

    @AfterEach
    void stop() {
        argo.close();
    }

    private StepResult update() throws Exception {
        return steps.run(
                update,
                Map.of(
                        "apps",
                        List.of(Map.of(
                                "name",
                                "guestbook",
                                "sources",
                                List.of(Map.of(
                                        "repoURL", REPO, "desiredRevision", "abc", "updateTargetRevision", true))))));
    }

    @Test
    void aSyncIsStartedAndWaitedFor() throws Exception {
        argo.change("guestbook", application -> {
            application
                    .withObject("spec")
                    .putObject("syncPolicy")
                    .putObject("retry")
                    .put("limit", 2);
            application
                    .withObject("spec")
                    .withObject("syncPolicy")
                    .putArray("syncOptions")
                    .add("CreateNamespace=true");
        });
        assertThat(update().message()).contains("its sync has been started");
        JsonNode application = argo.get("guestbook");
        assertThat(application.at("/spec/source/targetRevision").asText()).isEqualTo("abc");
        assertThat(application.at("/spec/source/path").asText()).isEqualTo("env/test");
        assertThat(application.at("/operation/info/1/value").asText()).isEqualTo(PROMOTION);
        assertThat(application.at("/operation/retry/limit").asInt()).isEqualTo(2);
        assertThat(application.at("/operation/sync/syncOptions/0").asText()).isEqualTo("CreateNamespace=true");
        assertThat(argo.server().requests()).anyMatch(line -> line.contains("refresh=hard"));
        assertThat(update().message()).contains("its sync is under way");
        argo.finish("guestbook", "Succeeded", "", "abc");
        assertThat(update().status()).isEqualTo(StepStatus.Succeeded);
        assertThat(argo.server().requests().stream().filter(line -> line.startsWith("POST")))
                .hasSize(1);
    }

    @Test
    void whoWasQuickerIsNotOverwritten() throws Exception {
        argo.beforeNextChange(() -> argo.change(
                "guestbook", application -> application.withObject("spec").put("note", 1)));
        assertThat(update().message()).contains("has been started");
        assertThat(argo.get("guestbook").at("/spec/note").asInt()).isEqualTo(1);
    }

    @Test
    void anOperationThatBeganMeanwhileIsWaitedFor() throws Exception {
        Map<String, Object> config = Map.of("apps", List.of(Map.of("name", "guestbook")));
        argo.beforeNextChange(() -> argo.change(
                "guestbook",
                application -> application
                        .putObject("operation")
                        .putObject("initiatedBy")
                        .put("username", "ada")));
        assertThat(steps.run(update, config).message()).contains("current operation was initiated by \"ada\"");
        assertThat(argo.get("guestbook").at("/operation/initiatedBy/username").asText())
                .isEqualTo("ada");
    }

    @Test
    void applicationsAreSelectedAndWaitedFor() throws Exception {
        argo.application("other", REPO);
        Map<String, Object> config = Map.of(
                "apps",
                List.of(Map.of(
                        "selector", Map.of("matchLabels", Map.of("app", "other")), "waitFor", List.of("health"))));
        argo.health("other", "Progressing");
        assertThat(steps.run(wait, config).message()).contains("\"other\"", "it is Progressing");
        argo.health("other", "Healthy");
        assertThat(steps.run(wait, config).status()).isEqualTo(StepStatus.Succeeded);
        argo.remove("other");
        assertThatThrownBy(() -> steps.run(wait, config))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no Argo CD Applications found matching selector");
    }

    @Test
    void refusalsAreNamedAndShowNoToken() throws Exception {
        argo.fault(403, "permission denied: applications, get, default/guestbook, sub: kargo-bot");
        assertThatThrownBy(this::update)
                .isInstanceOf(ArgoCDException.class)
                .hasMessageContaining("the token's account may not do it, or there is no such Application")
                .hasMessageContaining("sub: kargo-bot");
        steps.argoCD(argo.access(ArgoCDAccess.Api.ARGOCD, argo.server().url(), "expired-t0ken"));
        assertThatThrownBy(this::update)
                .isInstanceOf(ArgoCDException.class)
                .hasMessageContaining("wrong, expired or revoked")
                .message()
                .doesNotContain("t0ken");
    }

    @Test
    void brokenServersAndLostConnectionsAreAskedAgain() throws Exception {
        for (int i = 0; i < 4; i++) {
            argo.fault(502, "bad gateway");
        }
        assertThat(update().message()).contains("the last look failed", "502");
        for (int i = 0; i < 20; i++) {
            argo.cut();
        }
        assertThat(update().message()).contains("the last look failed");
        argo.heal();
        argo.remove("guestbook");
        assertThatThrownBy(this::update).hasMessageContaining("unable to find Argo CD Application \"guestbook\"");
    }

    @Test
    void whatCannotBeUsedIsRefusedBeforeItIsSent() {
        steps.argoCD(argo.access(ArgoCDAccess.Api.ARGOCD, argo.server().url(), argo.kubeconfig()));
        assertThatThrownBy(this::update).hasMessageContaining("is a kubeconfig, but Argo CD's own API takes a token");
        steps.argoCD(argo.access(ArgoCDAccess.Api.ARGOCD, "", ArgoCDDouble.TOKEN));
        assertThatThrownBy(this::update).hasMessageContaining("declare the URL of the project's Argo CD");
        steps.argoCD(argo.access(ArgoCDAccess.Api.KUBERNETES, "", ArgoCDDouble.TOKEN));
        assertThatThrownBy(this::update).hasMessageContaining("is a token, not a kubeconfig");
        ArgoCDAccess plain = argo.apiAccess();
        steps.argoCD(new ArgoCDAccess("eu", plain.api(), plain.server(), "", "", false, false, plain.credential()));
        assertThatThrownBy(this::update)
                .hasMessageContaining("of the Argo CD \"eu\" is not sent to http://")
                .hasMessageContaining("over plain http");
        assertThat(argo.server().requests()).isEmpty();
    }

    @Test
    void aPageForPeopleIsNoAnswer() {
        try (LoopbackServer page =
                LoopbackServer.http(exchange -> LoopbackServer.answer(exchange, 200, "<html>Welcome</html>"))) {
            steps.argoCD(argo.access(ArgoCDAccess.Api.ARGOCD, page.url(), ArgoCDDouble.TOKEN));
            assertThatThrownBy(this::update)
                    .isInstanceOf(ArgoCDException.class)
                    .hasMessageContaining("something that is not Argo CD's");
        }
    }
}
