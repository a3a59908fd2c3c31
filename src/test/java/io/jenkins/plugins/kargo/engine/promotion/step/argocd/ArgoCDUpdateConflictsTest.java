package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import static io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateFixture.PROMOTION;
import static io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateFixture.REPO;
import static io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateFixture.annotations;
import static io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateFixture.desire;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What others do to the Application between our look at it and our change. */
class ArgoCDUpdateConflictsTest {
    private final ArgoCDUpdateFixture at = new ArgoCDUpdateFixture();

    @AfterEach
    void stop() {
        at.close();
    }

    @Test
    void aConflictIsReadAgainAndDecidedAnew() throws Exception {
        at.argo.application("guestbook", REPO);
        at.argo.beforeNextChange(() -> at.argo.change(
                "guestbook", application -> application.withObject("spec").put("note", 1)));
        assertThat(at.run(desire("abc")).message()).contains("has been started");
        assertThat(at.argo.get("guestbook").at("/spec/note").asInt()).isEqualTo(1);
        assertThat(at.patches()).isEqualTo(2);
    }

    @Test
    void whoSyncsInBetweenIsNotOverwritten() throws Exception {
        at.argo.application("guestbook", REPO);
        at.argo.beforeNextChange(() -> at.argo.change(
                "guestbook",
                application -> application
                        .putObject("operation")
                        .putObject("initiatedBy")
                        .put("username", "ada")));
        assertThat(at.run(desire("abc")).message()).contains("initiated by \"ada\"");
        assertThat(at.argo
                        .get("guestbook")
                        .at("/operation/initiatedBy/username")
                        .asText())
                .isEqualTo("ada");
    }

    @Test
    void conflictsWithoutEndAreTriedAgainLater() throws Exception {
        at.argo.application("guestbook", REPO);
        for (int i = 0; i < 5; i++) {
            at.argo.beforeNextChange(() -> at.argo.change("guestbook", application -> {}));
        }
        assertThat(at.run(desire("abc")).message()).contains("others keep changing it");
        assertThat(at.run(desire("abc")).message()).contains("has been started");
    }

    @Test
    void whoWithdrawsThePermissionInBetweenIsHeard() throws Exception {
        at.argo.application("guestbook", REPO);
        at.argo.beforeNextChange(() -> at.argo.change(
                "guestbook", application -> annotations(application).removeAll()));
        assertThatThrownBy(() -> at.run(desire("abc"))).hasMessageContaining("is not authorized");
        assertThat(at.argo.get("guestbook").has("operation")).isFalse();
    }

    @Test
    void anAnswerThatIsLostDoesNotStartTheSyncTwice() throws Exception {
        at.argo.application("guestbook", REPO);
        at.argo.beforeNextChange(() -> at.argo.change("guestbook", application -> {
            // The first request had arrived: the client sends it again because it saw no answer.
            application
                    .putObject("operation")
                    .putArray("info")
                    .addObject()
                    .put("name", "kargo.akuity.io/promotion")
                    .put("value", PROMOTION);
        }));
        assertThat(at.run(desire("abc")).message()).contains("its sync is under way");
    }
}
