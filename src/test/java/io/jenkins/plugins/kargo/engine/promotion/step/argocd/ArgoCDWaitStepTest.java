package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.argocd.ArgoCDException;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDs;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.testing.ArgoCDDouble;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArgoCDWaitStepTest {
    private static final String REPO = "https://git.example.com/guestbook.git";
    private static final Map<String, Object> GUESTBOOK = Map.of("apps", List.of(Map.of("name", "guestbook")));

    private final ArgoCDDouble argo = ArgoCDDouble.start().application("guestbook", REPO);
    private final StepFixture steps = new StepFixture("test.01j2w7.abcdef1").argoCD(argo.access());
    private final HttpGateway http = new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK));
    private final ArgoCDWaitStep step = new ArgoCDWaitStep(new ArgoCDs(() -> http));

    @AfterEach
    void stop() {
        argo.close();
    }

    private StepResult run() throws Exception {
        return steps.run(step, GUESTBOOK);
    }

    @Test
    void itGoesOnWhenTheApplicationIsHealthyAndSynced() throws Exception {
        argo.health("guestbook", "Progressing");
        StepResult waiting = run();
        assertThat(waiting.status()).isEqualTo(StepStatus.Running);
        assertThat(waiting.pollAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(waiting.message())
                .isEqualTo("waits for Argo CD Application \"guestbook\" in namespace \"argocd\": it is Progressing");
        argo.health("guestbook", "Healthy");
        StepResult done = run();
        assertThat(done.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(done.output())
                .isEqualTo(Map.of(
                        "apps",
                        List.of(Map.of("name", "guestbook", "namespace", "argocd")),
                        "healthStatus",
                        Map.of("argocd/guestbook", "Healthy")));
        assertThat(argo.server().requests()).allMatch(line -> line.startsWith("GET"));
    }

    @Test
    void argoCDIsAskedToLookWhenItHasNotSinceItsLastOperation() throws Exception {
        argo.finish("guestbook", "Succeeded", "", "abc");
        argo.change("guestbook", application -> application.withObject("status").remove("reconciledAt"));
        assertThat(run().message())
                .endsWith("has not looked since its last operation, so its health is not trusted yet");
        // It is left to look by itself first.
        assertThat(argo.get("guestbook").at("/metadata/annotations").toString()).doesNotContain("refresh");

        argo.longAgo("guestbook");
        argo.change("guestbook", application -> application.withObject("status").remove("reconciledAt"));
        assertThat(run().status()).isEqualTo(StepStatus.Running);
        assertThat(argo.get("guestbook").at("/metadata/annotations").toString())
                .contains("\"argocd.argoproj.io/refresh\":\"hard\"");
        argo.longAgo("guestbook");
        assertThat(run().status()).isEqualTo(StepStatus.Succeeded);
    }

    @Test
    void anApplicationThatDegradesInTheMiddleFailsTheStep() throws Exception {
        argo.health("guestbook", "Progressing");
        run();
        argo.health("guestbook", "Degraded");
        assertThatThrownBy(this::run)
                .isInstanceOf(StepFailure.class)
                .hasMessage("Argo CD Application \"guestbook\" in namespace \"argocd\" health has regressed from "
                        + "Progressing to Degraded");
    }

    @Test
    void oneThatWasDegradedFromTheBeginningMayRecover() throws Exception {
        argo.health("guestbook", "Degraded");
        assertThat(run().status()).isEqualTo(StepStatus.Running);
        assertThat(run().status()).isEqualTo(StepStatus.Running);
        argo.health("guestbook", "Healthy");
        assertThat(run().status()).isEqualTo(StepStatus.Succeeded);
    }

    @Test
    void noAnnotationIsNeeded() throws Exception {
        argo.change(
                "guestbook",
                application -> application
                        .withObject("metadata")
                        .withObject("annotations")
                        .removeAll());
        assertThat(run().status()).isEqualTo(StepStatus.Succeeded);
    }

    @Test
    void allThatAreSelectedMustBeReady() throws Exception {
        argo.application("other", REPO);
        argo.health("other", "Progressing");
        Map<String, Object> all = Map.of(
                "apps",
                List.of(Map.of(
                        "selector",
                        Map.of("matchExpressions", List.of(Map.of("key", "app", "operator", "Exists"))),
                        "waitFor",
                        List.of("health"))));
        assertThat(steps.run(step, all).message()).contains("\"other\"").doesNotContain("\"guestbook\"");
        argo.health("other", "Healthy");
        assertThat(steps.run(step, all).status()).isEqualTo(StepStatus.Succeeded);
    }

    @Test
    void lostConnectionsAndBrokenServersDoNotEndTheWaitAndRefusalsDo() throws Exception {
        for (int i = 0; i < 20; i++) {
            argo.cut();
        }
        assertThat(run().message()).contains("waits for Argo CD Application", "the last look failed");
        argo.heal();
        for (int i = 0; i < 20; i++) {
            argo.fault(500, "etcd has no leader");
        }
        assertThat(run().message()).contains("500 etcd has no leader");
        argo.heal();
        argo.fault(403, "User \"kargo\" cannot get resource");
        assertThatThrownBy(this::run).isInstanceOf(ArgoCDException.class).hasMessageContaining("role");
        argo.remove("guestbook");
        assertThatThrownBy(this::run)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unable to find Argo CD Application \"guestbook\"");
    }

    @Test
    void aClusterThatArgoCDOnlyDeploysToIsNamed() {
        argo.uninstall();
        assertThatThrownBy(this::run)
                .isInstanceOf(ArgoCDException.class)
                .hasMessageContaining("there is no Argo CD in this cluster");
    }
}
