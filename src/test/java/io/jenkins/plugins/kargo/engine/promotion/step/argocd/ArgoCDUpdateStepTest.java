package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import static io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateFixture.PROMOTION;
import static io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateFixture.REPO;
import static io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateFixture.config;
import static io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateFixture.desire;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A sync is started, waited for and started again; somebody else's goes first. */
class ArgoCDUpdateStepTest {
    private final ArgoCDUpdateFixture at = new ArgoCDUpdateFixture();

    @AfterEach
    void stop() {
        at.close();
    }

    @Test
    void aSyncIsStartedAndWaitedFor() throws Exception {
        at.argo.application("guestbook", REPO);
        StepResult started = at.run(desire("abc"));
        assertThat(started.status()).isEqualTo(StepStatus.Running);
        assertThat(started.pollAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(started.message())
                .contains("Argo CD Application \"guestbook\" in namespace \"argocd\": its sync has been started");
        JsonNode application = at.argo.get("guestbook");
        JsonNode operation = application.get("operation");
        assertThat(operation.at("/initiatedBy/username").asText()).isEqualTo("kargo-controller");
        assertThat(operation.at("/initiatedBy/automated").asBoolean()).isTrue();
        assertThat(operation.at("/info/1/name").asText()).isEqualTo("kargo.akuity.io/promotion");
        assertThat(operation.at("/info/1/value").asText()).isEqualTo(PROMOTION);
        assertThat(operation.at("/sync/revisions").isArray()).isTrue();
        assertThat(application.at("/metadata/annotations").toString())
                .contains("\"argocd.argoproj.io/refresh\":\"hard\"");
        assertThat(application.at("/spec/source/targetRevision").asText()).isEqualTo("stage/test");
        assertThat(at.steps.intention("argocd-update"))
                .isEqualTo(Map.of("operations", Map.of("argocd/guestbook", PROMOTION)));

        // Not begun, under way, done: what was started is found again and never started twice.
        assertThat(at.run(desire("abc")).message()).contains("its sync is under way");
        at.argo.begin("guestbook");
        assertThat(at.run(desire("abc")).message()).contains("its sync is under way");
        at.argo.finish("guestbook", "Succeeded", "", "abc");
        StepResult done = at.run(desire("abc"));
        assertThat(done.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(done.output())
                .isEqualTo(Map.of("apps", List.of(Map.of("name", "guestbook", "namespace", "argocd"))));
        assertThat(at.patches()).isEqualTo(1);
    }

    @Test
    void aFailedSyncIsAnErrorWithArgoCDsWords() throws Exception {
        at.argo.application("guestbook", REPO);
        at.run(desire("abc"));
        at.argo.finish("guestbook", "Failed", "one or more objects failed to apply", "abc");
        assertThatThrownBy(() -> at.run(desire("abc")))
                .isInstanceOf(IOException.class)
                .hasMessage("Argo CD Application \"guestbook\" in namespace \"argocd\" failed with: "
                        + "one or more objects failed to apply");
    }

    @Test
    void aSyncThatReachedAnotherRevisionIsStartedAgain() throws Exception {
        at.argo.application("guestbook", REPO);
        at.run(desire("abc"));
        at.argo.finish("guestbook", "Succeeded", "", "old");
        assertThat(at.run(desire("abc")).status()).isEqualTo(StepStatus.Running);
        assertThat(at.patches()).isEqualTo(2);
        assertThat(at.steps.log())
                .anyMatch(line -> line.contains("sync result revisions [old] do not match desired revisions [abc]"));
        at.argo.finish("guestbook", "Succeeded", "", "abc");
        assertThat(at.run(desire("abc")).status()).isEqualTo(StepStatus.Succeeded);
    }

    @Test
    void anOperationOfSomebodyElseIsWaitedForAndThenOursStarts() throws Exception {
        at.argo.application("guestbook", REPO);
        at.argo.change("guestbook", application -> {
            application.putObject("operation").putObject("initiatedBy").put("username", "ada");
            application.withObject("operation").putObject("sync");
        });
        assertThat(at.run(desire("abc")).message())
                .contains("current operation was initiated by \"ada\": waiting for operation to complete");
        at.argo.begin("guestbook");
        assertThat(at.run(desire("abc")).message()).contains("current operation was initiated by \"ada\"");
        assertThat(at.patches()).isZero();
        at.argo.finish("guestbook", "Failed", "ada's own trouble", "abc");
        assertThat(at.run(desire("abc")).message()).contains("has been started");
        assertThat(at.patches()).isEqualTo(1);
    }

    @Test
    void anOperationOfAnotherPromotionIsWaitedFor() throws Exception {
        at.argo.application("guestbook", REPO);
        new StepFixture("test.01zzzz.0000000").argoCD(at.argo.access()).run(at.step, config(desire("old")));
        at.argo.begin("guestbook");
        assertThat(at.run(desire("abc")).message())
                .contains("current operation was not initiated for Promotion " + PROMOTION);
        at.argo.finish("guestbook", "Succeeded", "", "old");
        assertThat(at.run(desire("abc")).message()).contains("has been started");
    }

    @Test
    void aPreviewChangesNothingAndAsksNobody() throws Exception {
        at.steps.preview();
        StepResult result = at.run(desire("abc"));
        assertThat(result.status()).isEqualTo(StepStatus.Skipped);
        assertThat(result.message()).contains("would update Argo CD Application \"guestbook\"");
        assertThat(at.argo.server().requests()).isEmpty();
    }
}
