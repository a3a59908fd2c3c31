package io.jenkins.plugins.kargo.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCD;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDException;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDs;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a real API server: its roles, its validation by Argo CD's own definition, its certificates and tokens. */
class RealKubernetesTest extends ArgoCDOnACluster {
    private static final String ROLES = "/apis/rbac.authorization.k8s.io/v1/namespaces/argocd/roles";
    private static final String BINDINGS = "/apis/rbac.authorization.k8s.io/v1/namespaces/argocd/rolebindings";
    private static final String POLICIES = "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies";
    private static final String POLICY_BINDINGS = POLICIES.replace("policies", "policybindings");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    private static Path data;

    private static ClientCertificate rsa;
    private static ClientCertificate curve;
    private static KubernetesServer server;
    private static List<Throwable> withoutArgoCD;

    @BeforeAll
    static void startServer() throws IOException {
        rsa = ClientCertificate.of(data, "kargo", "RSA");
        curve = ClientCertificate.of(data, "kargo", "EC");
        server = KubernetesServer.start(data, List.of(rsa.certificate(), curve.certificate()));
        KubernetesApi api = server.api();
        for (String namespace : List.of("argocd", "others")) {
            create("/api/v1/namespaces", "{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}");
        }
        create(ROLES, documentedRole());
        create(ROLES, role("reader", "{apiGroups: [argoproj.io], resources: [applications], verbs: [get, list]}"));
        create(ROLES, role("mute", "{apiGroups: [argoproj.io], resources: [applications], verbs: [get, list, patch]}"));
        for (String user : List.of("kargo", "reader", "mute")) {
            bind(user, "{kind: User, name: " + user + "}", user);
        }
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> api.as(KubernetesServer.MUTE).status(Cluster.APPLICATIONS) == 404);
        HttpGateway http = new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK));
        ArgoCD argo = new ArgoCDs(() -> http).of(access(kubeconfig("token: " + Cluster.TOKEN)));
        withoutArgoCD = List.of(
                catchThrowable(() -> argo.list("argocd", "team=shop")),
                catchThrowable(() -> argo.find("argocd", "guestbook")));
        create("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", server.definition());
        Awaitility.await().atMost(LIMIT).until(() -> api.status(Cluster.APPLICATIONS) == 200);
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    Cluster cluster() {
        return new RealCluster(server.api());
    }

    private static JsonNode create(String path, String yaml) {
        return server.api().ask("POST", path, KubernetesApi.YAML, yaml);
    }

    private static String role(String name, String rule) {
        return "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: " + name + "}, rules: [" + rule
                + "]}";
    }

    private static void bind(String name, String subject, String role) {
        create(
                BINDINGS,
                "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: " + name
                        + "}, subjects: [" + subject + "], roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, "
                        + "name: " + role + "}}");
    }

    /** What we tell people to create is what the tests' user has. */
    private static String documentedRole() throws IOException {
        String page = Files.readString(Path.of("../../docs/argocd.md"));
        Matcher matcher =
                Pattern.compile("```yaml\\n([^`]*kind: Role\\n[^`]*)```").matcher(page);
        assertThat(matcher.find()).as("a Role in docs/argocd.md").isTrue();
        return matcher.group(1);
    }

    /** Over TLS, with nothing in between. */
    private static String kubeconfig(String user) throws IOException {
        return kubeconfig("certificate-authority-data: " + Pem.inKubeconfig(server.authority()), user);
    }

    private static String kubeconfig(String trust, String user) {
        return Kubeconfigs.of("server: \"" + server.url() + "\", " + trust, user);
    }

    private static ArgoCDAccess declared(String token, String authority) {
        return new ArgoCDAccess(
                "",
                ArgoCDAccess.Api.KUBERNETES,
                server.url(),
                "",
                authority,
                false,
                false,
                new Credential.Token("cluster", new SecretText(token)));
    }

    private static List<JsonNode> events() {
        List<JsonNode> events = new ArrayList<>();
        server.api().get("/api/v1/namespaces/argocd/events").path("items").forEach(events::add);
        return events;
    }

    @Test
    void aClusterWithoutArgoCDIsNamed() {
        assertThat(withoutArgoCD)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(ArgoCDException.class)
                        .hasMessageContaining("there is no Argo CD in this cluster"));
    }

    @Test
    void theSyncIsAnEventOfTheApplication() throws Exception {
        update();
        String uid = cluster.get("guestbook").at("/metadata/uid").asText();
        assertThat(events())
                .filteredOn(event -> event.at("/involvedObject/uid").asText().equals(uid))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.path("reason").asText()).isEqualTo("OperationStarted");
                    assertThat(event.path("message").asText())
                            .isEqualTo("kargo-controller initiated sync to stage/test");
                });
    }

    @Test
    void whoMayNotWriteEventsSyncsWithoutOne() throws Exception {
        int before = events().size();
        assertThat(updateBy(access(kubeconfig("token: " + KubernetesServer.MUTE)))
                        .message())
                .contains("its sync has been started");
        assertThat(events()).hasSize(before);
    }

    @Test
    void aNamespaceThatTheRoleDoesNotCoverIsNamed() {
        assertThatThrownBy(() -> argo().find("others", "guestbook"))
                .isInstanceOfSatisfying(
                        ArgoCDException.class, e -> assertThat(e.kind()).isEqualTo(ArgoCDException.Kind.DENIED))
                .hasMessageContaining("User \"kargo\" cannot get resource \"applications\"")
                .hasMessageContaining("in the namespace \"others\"");
    }

    @ParameterizedTest
    @CsvSource({"RSA, false", "RSA, true", "EC, false", "EC, true"})
    void aClientCertificateIsEnough(String algorithm, boolean traditional) throws Exception {
        ClientCertificate certificate = algorithm.equals("EC") ? curve : rsa;
        String key = traditional ? certificate.traditionalKey() : certificate.key();
        assertThat(updateBy(access(kubeconfig(certificate.inKubeconfig(key)))).message())
                .contains("its sync has been started");
    }

    @Test
    void aServerThatNobodyVouchesForGetsNoToken() throws Exception {
        for (ArgoCDAccess access : List.of(
                access(Kubeconfigs.of("server: \"" + server.url() + '"', "token: " + Cluster.TOKEN)),
                declared(Cluster.TOKEN, ""),
                declared(Cluster.TOKEN, rsa.certificate()))) {
            assertThatThrownBy(() -> updateBy(access))
                    .isInstanceOfSatisfying(
                            ArgoCDException.class, e -> assertThat(e.kind()).isEqualTo(ArgoCDException.Kind.REFUSED))
                    .hasMessageContaining(
                            "the server's certificate is not trusted (unable to find valid certification path")
                    .hasMessageContaining("certificate-authority-data")
                    .message()
                    .doesNotContain(Cluster.TOKEN);
        }
        assertThat(updateBy(access(kubeconfig("insecure-skip-tls-verify: true", "token: " + Cluster.TOKEN)))
                        .message())
                .contains("its sync has been started");
    }

    @Test
    void whosePartIsPlayedIsWhoAsks() throws Exception {
        String user = "token: " + KubernetesServer.ADMIN + ", as: reader";
        assertThatThrownBy(() -> updateBy(access(kubeconfig(user))))
                .hasMessageContaining("User \"reader\" cannot patch resource \"applications\"");
    }

    @Test
    void aServiceAccountsTokenServesUntilItIsRevoked() throws Exception {
        String accounts = "/api/v1/namespaces/argocd/serviceaccounts";
        create(accounts, "{apiVersion: v1, kind: ServiceAccount, metadata: {name: robot}}");
        bind("robot", "{kind: ServiceAccount, name: robot, namespace: argocd}", "kargo");
        String token = create(
                        accounts + "/robot/token",
                        "{apiVersion: authentication.k8s.io/v1, kind: TokenRequest, spec: {expirationSeconds: 600}}")
                .at("/status/token")
                .asText();
        ArgoCDAccess robot = declared(token, server.authority());
        Awaitility.await()
                .atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> updateBy(robot).message().contains("its sync"));
        server.api().ask("DELETE", accounts + "/robot", KubernetesApi.JSON, "");
        // The server remembers for some seconds whom it has let in.
        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(() -> assertThatThrownBy(() -> updateBy(robot))
                        .hasMessageContaining("wrong, expired or revoked")
                        .message()
                        .doesNotContain(token));
    }

    @Test
    void whatAnAdmissionPolicyDeniesIsToldInItsWords() throws Exception {
        create(POLICIES, """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: freeze}
                spec:
                  failurePolicy: Fail
                  matchConstraints:
                    resourceRules:
                    - {apiGroups: [argoproj.io], apiVersions: [v1alpha1], operations: [UPDATE], resources: [applications]}
                  validations:
                  - expression: "!has(object.operation)"
                    message: no syncs before the fair is over
                    reason: Forbidden
                """);
        create(POLICY_BINDINGS, """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: freeze}
                spec: {policyName: freeze, validationActions: [Deny]}
                """);
        try {
            Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
                // Until the server has noticed it.
                cluster.patch("guestbook", "{\"operation\": null}");
                assertThatThrownBy(this::update)
                        .isInstanceOf(ArgoCDException.class)
                        .hasMessageContaining("the cluster does not allow it")
                        .hasMessageContaining("no syncs before the fair is over");
            });
        } finally {
            server.api().ask("DELETE", POLICY_BINDINGS + "/freeze", KubernetesApi.JSON, "");
            server.api().ask("DELETE", POLICIES + "/freeze", KubernetesApi.JSON, "");
        }
        Awaitility.await()
                .atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> update().message().contains("its sync has been started"));
    }

    @Test
    void aServerThatHangsHoldsNobodyForLong() throws Exception {
        StepFixture own = new StepFixture(PROMOTION).argoCD(access(kubeconfig("token: " + Cluster.TOKEN)));
        assertThat(own.run(update, DESIRED).message()).contains("its sync has been started");
        server.pause();
        try {
            long before = System.nanoTime();
            assertThat(own.run(update, DESIRED).message()).contains("the last look failed");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(45));
        } finally {
            server.resume();
        }
        assertThat(own.run(update, DESIRED).message()).contains("its sync is under way");
    }

    @Test
    void aServerThatDiesIsWaitedForAndWhatWasStartedIsFoundAgain() throws Exception {
        StepFixture own = new StepFixture(PROMOTION).argoCD(access(kubeconfig("token: " + Cluster.TOKEN)));
        assertThat(own.run(update, DESIRED).message()).contains("its sync has been started");
        cluster.begin("guestbook");
        server.kill();
        try {
            StepResult updating = own.run(update, DESIRED);
            assertThat(updating.status()).isEqualTo(StepStatus.Running);
            assertThat(updating.message()).contains("the last look failed").doesNotContain(Cluster.TOKEN);
            assertThat(own.run(wait, WAITED_FOR).message()).contains("the last look failed");
        } finally {
            server.restart();
        }
        assertThat(own.run(update, DESIRED).message()).contains("its sync is under way");
        cluster.finish("guestbook", "abc");
        StepResult done = own.run(update, DESIRED);
        assertThat(done.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(done.output())
                .isEqualTo(Map.of("apps", List.of(Map.of("name", "guestbook", "namespace", "argocd"))));
        assertThat(own.run(wait, WAITED_FOR).status()).isEqualTo(StepStatus.Succeeded);
    }
}
