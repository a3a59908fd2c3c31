package io.jenkins.plugins.kargo.local.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCD;
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
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDHealth;
import io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateStep;
import io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDWaitStep;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The steps, and the health, with an Application {@code guestbook} on a cluster. */
abstract class ClusterFixture {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String REPO = "https://git.example.com/guestbook.git";
    static final String PROMOTION = "test.01j2w7.abcdef1";
    static final Map<String, Object> DESIRED = Map.of(
            "apps",
            List.of(Map.of(
                    "name", "guestbook", "sources", List.of(Map.of("repoURL", REPO, "desiredRevision", "abc")))));
    static final Map<String, Object> WAITED_FOR = Map.of("apps", List.of(Map.of("name", "guestbook")));

    Cluster cluster;
    private final HttpGateway http = new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK));
    final ArgoCDs argoCDs = new ArgoCDs(() -> http);
    final ArgoCDUpdateStep update = new ArgoCDUpdateStep(argoCDs);
    final ArgoCDWaitStep wait = new ArgoCDWaitStep(argoCDs);
    private final ArgoCDHealth health = new ArgoCDHealth(argoCDs);
    StepFixture steps;

    /** Without Applications. */
    abstract Cluster cluster();

    @BeforeEach
    void application() {
        cluster = cluster();
        cluster.application("guestbook", "shop", REPO);
        steps = new StepFixture(PROMOTION).argoCD(access());
    }

    ArgoCDAccess access() {
        return access(cluster.kubeconfig());
    }

    static ArgoCDAccess access(String kubeconfig) {
        return new ArgoCDAccess(
                "",
                ArgoCDAccess.Api.KUBERNETES,
                "",
                "",
                "",
                false,
                true,
                new Credential.Token("cluster", new SecretText(kubeconfig)));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    ArgoCD argo() throws Exception {
        return argoCDs.of(access());
    }

    StepResult update() throws Exception {
        return steps.run(update, DESIRED);
    }

    /** As another user, or otherwise. */
    StepResult updateBy(ArgoCDAccess access) throws Exception {
        return new StepFixture(PROMOTION).argoCD(access).run(update, DESIRED);
    }

    /** @param app in YAML's short form of JSON */
    StepResult update(String app) throws Exception {
        return steps.run(update, Map.of("apps", List.of(JSON.readValue(app.replace('\'', '"'), Map.class))));
    }

    StepResult await() throws Exception {
        return steps.run(wait, WAITED_FOR);
    }

    /** Of the stage, by what a step registered when it was done. */
    HealthResult look(StepResult done) throws Exception {
        CredentialResolver credentials = new CredentialResolver() {
            @Override
            public Optional<Credential> find(String url, Access wanted) {
                return Optional.empty();
            }

            @Override
            public Optional<ArgoCDAccess> argoCD(String shard) {
                return Optional.of(access());
            }
        };
        HealthCheck check = done.healthChecks().get(0);
        return health.check(new HealthContext(steps.promotion(), check.config(), credentials, Clock.systemUTC()));
    }

    void annotate(String name, String stages) {
        cluster.change(
                name,
                one -> one.withObject("metadata")
                        .withObject("annotations")
                        .put("kargo.akuity.io/authorized-stage", stages));
    }
}
