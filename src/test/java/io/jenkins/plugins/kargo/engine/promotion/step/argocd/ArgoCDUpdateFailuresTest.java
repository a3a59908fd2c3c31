package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import static io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateFixture.REPO;
import static io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateFixture.annotations;
import static io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateFixture.config;
import static io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateFixture.desire;
import static io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateFixture.stepWithin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.argocd.ArgoCDException;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.testing.ArgoCDDouble;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who does not permit the update, what is missing, and a server that is in trouble. */
class ArgoCDUpdateFailuresTest {
    private final ArgoCDUpdateFixture at = new ArgoCDUpdateFixture();

    @AfterEach
    void stop() {
        at.close();
    }

    @Test
    void whoDoesNotPermitItIsNotChanged() throws Exception {
        at.argo.application("guestbook", REPO);
        at.argo.change("guestbook", application -> annotations(application).removeAll());
        assertThatThrownBy(() -> at.run(desire("abc")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Argo CD Application \"guestbook\" in namespace \"argocd\" is not authorized")
                .hasMessageContaining("does not permit mutation by Kargo Stage test in namespace guestbook");
        assertThat(at.patches()).isZero();
    }

    @Test
    void whatIsNotThereIsSaidToBeMissing() {
        assertThatThrownBy(() -> at.run(desire("abc")))
                .isInstanceOf(IOException.class)
                .hasMessage("unable to find Argo CD Application \"guestbook\" in namespace \"argocd\"");
    }

    @Test
    void aRoleThatDoesNotAllowItIsNamed() throws Exception {
        at.argo.application("guestbook", REPO);
        at.argo.fault(403, "applications.argoproj.io \"guestbook\" is forbidden: User \"kargo\" cannot get resource");
        assertThatThrownBy(() -> at.run(desire("abc")))
                .isInstanceOf(ArgoCDException.class)
                .hasMessageContaining("the credential's role does not allow it")
                .hasMessageContaining("User \"kargo\" cannot get resource");
    }

    @Test
    void anExpiredTokenIsNamedAndNotShown() {
        at.argo.application("guestbook", REPO);
        at.steps.argoCD(at.argo.access(
                ArgoCDAccess.Api.KUBERNETES, "", at.argo.kubeconfig().replace(ArgoCDDouble.TOKEN, "expired-t0ken")));
        assertThatThrownBy(() -> at.run(desire("abc")))
                .isInstanceOf(ArgoCDException.class)
                .hasMessageContaining("wrong, expired or revoked")
                .message()
                .doesNotContain("t0ken");
    }

    @Test
    void aServerThatIsBrokenOrGoesAwayIsAskedAgain() throws Exception {
        at.argo.application("guestbook", REPO);
        for (int i = 0; i < 3; i++) {
            at.argo.fault(503, "the server is starting");
        }
        StepResult broken = at.run(desire("abc"));
        assertThat(broken.status()).isEqualTo(StepStatus.Running);
        assertThat(broken.message()).contains("the last look failed", "503 the server is starting");
        for (int i = 0; i < 20; i++) {
            at.argo.cut();
        }
        assertThat(at.run(desire("abc")).message()).contains("the last look failed");
        at.argo.heal();
        assertThat(at.run(desire("abc")).message()).contains("has been started");
    }

    @Test
    void withoutAnArgoCDTheMessageSaysWhatToDo() {
        at.steps.credentials((url, access) -> Optional.empty());
        assertThatThrownBy(() -> at.run(desire("abc")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Argo CD integration is disabled on this controller; cannot update "
                        + "Argo CD Application resources")
                .hasMessageContaining("argocd://");
    }

    @Test
    void whatTheAdministratorDoesNotAllowIsNotAsked() {
        ArgoCDUpdateStep strict = stepWithin(NetworkPolicy.PUBLIC);
        assertThatThrownBy(() -> at.steps.run(strict, config(desire("abc"))))
                .isInstanceOf(ArgoCDException.class)
                .hasMessageContaining("127.0.0.1");
        assertThat(at.argo.server().requests()).isEmpty();
    }
}
