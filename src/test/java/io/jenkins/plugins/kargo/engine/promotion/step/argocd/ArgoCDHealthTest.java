package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.argocd.ArgoCDs;
import io.jenkins.plugins.kargo.engine.health.HealthContext;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.HealthCheck;
import io.jenkins.plugins.kargo.engine.model.HealthResult;
import io.jenkins.plugins.kargo.engine.model.HealthStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.testing.ArgoCDDouble;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArgoCDHealthTest {
    private static final String REPO = "https://git.example.com/guestbook.git";

    private final ArgoCDDouble argo =
            ArgoCDDouble.start().application("guestbook", REPO).syncAtOnce("abc");
    private final StepFixture steps = new StepFixture("test.01j2w7.abcdef1").argoCD(argo.access());
    private final HttpGateway http = new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK));
    private final ArgoCDs argoCDs = new ArgoCDs(() -> http);
    private final ArgoCDHealth checker = new ArgoCDHealth(argoCDs);
    private HealthCheck check;

    @BeforeEach
    void update() throws Exception {
        ArgoCDUpdateStep step = new ArgoCDUpdateStep(argoCDs);
        Map<String, Object> config = Map.of(
                "apps",
                List.of(Map.of(
                        "name", "guestbook", "sources", List.of(Map.of("repoURL", REPO, "desiredRevision", "abc")))));
        steps.run(step, config);
        StepResult done = steps.run(step, config);
        assertThat(done.healthChecks()).hasSize(1);
        check = done.healthChecks().get(0);
        assertThat(check.uses()).isEqualTo(checker.name());
    }

    @AfterEach
    void stop() {
        argo.close();
    }

    private HealthResult look() throws Exception {
        return look(Optional.of(argo.access()));
    }

    private HealthResult look(Optional<ArgoCDAccess> access) throws Exception {
        CredentialResolver credentials = new CredentialResolver() {
            @Override
            public Optional<Credential> find(String url, Access wanted) {
                return Optional.empty();
            }

            @Override
            public Optional<ArgoCDAccess> argoCD(String shard) {
                return access;
            }
        };
        return checker.check(new HealthContext(steps.promotion(), check.config(), credentials, Clock.systemUTC()));
    }

    @Test
    void whatWasSyncedIsWatched() throws Exception {
        HealthResult healthy = look();
        assertThat(healthy.status()).isEqualTo(HealthStatus.Healthy);
        assertThat(healthy.issues()).isEmpty();
        assertThat(healthy.output().toString()).contains("name=guestbook", "health=Healthy", "revisions=[abc]");
        argo.health("guestbook", "Degraded");
        HealthResult degraded = look();
        assertThat(degraded.status()).isEqualTo(HealthStatus.Unhealthy);
        assertThat(degraded.issues())
                .containsExactly(
                        "Argo CD Application \"guestbook\" in namespace \"argocd\" has health state \"Degraded\"");
    }

    @Test
    void somebodyElsesSyncToAnotherRevisionIsUnhealthy() throws Exception {
        argo.finish("guestbook", "Succeeded", "", "other");
        assertThat(look().status()).isEqualTo(HealthStatus.Unhealthy);
        assertThat(look().issues().get(0)).contains("does not match the desired revision \"abc\"");
    }

    @Test
    void anApplicationThatIsGoneIsUnknown() throws Exception {
        argo.remove("guestbook");
        assertThat(look().status()).isEqualTo(HealthStatus.Unknown);
        assertThat(look().issues())
                .containsExactly("unable to find Argo CD Application \"guestbook\" in namespace \"argocd\"");
    }

    @Test
    void argoCDIsAskedToLookWhenItHasNotForLong() throws Exception {
        argo.longAgo("guestbook");
        argo.change("guestbook", application -> application.withObject("status").remove("reconciledAt"));
        assertThat(look().status()).isEqualTo(HealthStatus.Unknown);
        assertThat(argo.get("guestbook").at("/metadata/annotations").toString())
                .contains("\"argocd.argoproj.io/refresh\":\"hard\"");
    }

    @Test
    void rightAfterAnOperationArgoCDIsLeftToLookByItself() throws Exception {
        argo.change("guestbook", application -> application.withObject("status").remove("reconciledAt"));
        assertThat(look().status()).isEqualTo(HealthStatus.Unknown);
        assertThat(argo.get("guestbook").at("/metadata/annotations").toString()).doesNotContain("refresh");
    }

    @Test
    void withoutAnArgoCDItCannotBeFoundOut() {
        assertThatThrownBy(() -> look(Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot assess the health or sync status of Argo CD Applications");
    }
}
