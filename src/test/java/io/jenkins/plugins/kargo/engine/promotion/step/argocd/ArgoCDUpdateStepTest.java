package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDException;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDs;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.testing.ArgoCDDouble;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArgoCDUpdateStepTest {
    private static final String REPO = "https://git.example.com/guestbook.git";
    private static final String PROMOTION = "test.01j2w7.abcdef1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArgoCDDouble argo = ArgoCDDouble.start();
    private final StepFixture steps = new StepFixture(PROMOTION).argoCD(argo.access());
    private final ArgoCDUpdateStep step = new ArgoCDUpdateStep(argoCDs(NetworkPolicy.LOOPBACK));

    private static ArgoCDs argoCDs(NetworkPolicy policy) {
        HttpGateway http = new HttpGateway(HttpSettings.of(policy));
        return new ArgoCDs(() -> http);
    }

    @AfterEach
    void stop() {
        argo.close();
    }

    /** @param app in YAML's short form of JSON */
    private StepResult run(String app) throws Exception {
        return steps.run(step, config(app));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> config(String app) throws IOException {
        return JSON.readValue("{\"apps\": [" + app.replace('\'', '"') + "]}", Map.class);
    }

    private static String desire(String revision) {
        return "{'name': 'guestbook', 'sources': [{'repoURL': '" + REPO + "', 'desiredRevision': '" + revision + "'}]}";
    }

    private long patches() {
        return argo.server().requests().stream()
                .filter(line -> line.startsWith("PATCH"))
                .count();
    }

    @Test
    void aSyncIsStartedAndWaitedFor() throws Exception {
        argo.application("guestbook", REPO);
        StepResult started = run(desire("abc"));
        assertThat(started.status()).isEqualTo(StepStatus.Running);
        assertThat(started.pollAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(started.message())
                .contains("Argo CD Application \"guestbook\" in namespace \"argocd\": its sync has been started");
        JsonNode application = argo.get("guestbook");
        JsonNode operation = application.get("operation");
        assertThat(operation.at("/initiatedBy/username").asText()).isEqualTo("kargo-controller");
        assertThat(operation.at("/initiatedBy/automated").asBoolean()).isTrue();
        assertThat(operation.at("/info/1/name").asText()).isEqualTo("kargo.akuity.io/promotion");
        assertThat(operation.at("/info/1/value").asText()).isEqualTo(PROMOTION);
        assertThat(operation.at("/sync/revisions").isArray()).isTrue();
        assertThat(application.at("/metadata/annotations").toString())
                .contains("\"argocd.argoproj.io/refresh\":\"hard\"");
        assertThat(application.at("/spec/source/targetRevision").asText()).isEqualTo("stage/test");
        assertThat(steps.intention("argocd-update"))
                .isEqualTo(Map.of("operations", Map.of("argocd/guestbook", PROMOTION)));

        // Not begun, under way, done: what was started is found again and never started twice.
        assertThat(run(desire("abc")).message()).contains("its sync is under way");
        argo.begin("guestbook");
        assertThat(run(desire("abc")).message()).contains("its sync is under way");
        argo.finish("guestbook", "Succeeded", "", "abc");
        StepResult done = run(desire("abc"));
        assertThat(done.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(done.output())
                .isEqualTo(Map.of("apps", List.of(Map.of("name", "guestbook", "namespace", "argocd"))));
        assertThat(patches()).isEqualTo(1);
    }

    @Test
    void aFailedSyncIsAnErrorWithArgoCDsWords() throws Exception {
        argo.application("guestbook", REPO);
        run(desire("abc"));
        argo.finish("guestbook", "Failed", "one or more objects failed to apply", "abc");
        assertThatThrownBy(() -> run(desire("abc")))
                .isInstanceOf(IOException.class)
                .hasMessage("Argo CD Application \"guestbook\" in namespace \"argocd\" failed with: "
                        + "one or more objects failed to apply");
    }

    @Test
    void aSyncThatReachedAnotherRevisionIsStartedAgain() throws Exception {
        argo.application("guestbook", REPO);
        run(desire("abc"));
        argo.finish("guestbook", "Succeeded", "", "old");
        assertThat(run(desire("abc")).status()).isEqualTo(StepStatus.Running);
        assertThat(patches()).isEqualTo(2);
        assertThat(steps.log())
                .anyMatch(line -> line.contains("sync result revisions [old] do not match desired revisions [abc]"));
        argo.finish("guestbook", "Succeeded", "", "abc");
        assertThat(run(desire("abc")).status()).isEqualTo(StepStatus.Succeeded);
    }

    @Test
    void anOperationOfSomebodyElseIsWaitedForAndThenOursStarts() throws Exception {
        argo.application("guestbook", REPO);
        argo.change("guestbook", application -> {
            application.putObject("operation").putObject("initiatedBy").put("username", "ada");
            application.withObject("operation").putObject("sync");
        });
        assertThat(run(desire("abc")).message())
                .contains("current operation was initiated by \"ada\": waiting for operation to complete");
        argo.begin("guestbook");
        assertThat(run(desire("abc")).message()).contains("current operation was initiated by \"ada\"");
        assertThat(patches()).isZero();
        argo.finish("guestbook", "Failed", "ada's own trouble", "abc");
        assertThat(run(desire("abc")).message()).contains("has been started");
        assertThat(patches()).isEqualTo(1);
    }

    @Test
    void anOperationOfAnotherPromotionIsWaitedFor() throws Exception {
        argo.application("guestbook", REPO);
        new StepFixture("test.01zzzz.0000000").argoCD(argo.access()).run(step, config(desire("old")));
        argo.begin("guestbook");
        assertThat(run(desire("abc")).message())
                .contains("current operation was not initiated for Promotion " + PROMOTION);
        argo.finish("guestbook", "Succeeded", "", "old");
        assertThat(run(desire("abc")).message()).contains("has been started");
    }

    @Test
    void aConflictIsReadAgainAndDecidedAnew() throws Exception {
        argo.application("guestbook", REPO);
        argo.beforeNextChange(() -> argo.change(
                "guestbook", application -> application.withObject("spec").put("note", 1)));
        assertThat(run(desire("abc")).message()).contains("has been started");
        assertThat(argo.get("guestbook").at("/spec/note").asInt()).isEqualTo(1);
        assertThat(patches()).isEqualTo(2);
    }

    @Test
    void whoSyncsInBetweenIsNotOverwritten() throws Exception {
        argo.application("guestbook", REPO);
        argo.beforeNextChange(() -> argo.change(
                "guestbook",
                application -> application
                        .putObject("operation")
                        .putObject("initiatedBy")
                        .put("username", "ada")));
        assertThat(run(desire("abc")).message()).contains("initiated by \"ada\"");
        assertThat(argo.get("guestbook").at("/operation/initiatedBy/username").asText())
                .isEqualTo("ada");
    }

    @Test
    void conflictsWithoutEndAreTriedAgainLater() throws Exception {
        argo.application("guestbook", REPO);
        for (int i = 0; i < 5; i++) {
            argo.beforeNextChange(() -> argo.change("guestbook", application -> {}));
        }
        assertThat(run(desire("abc")).message()).contains("others keep changing it");
        assertThat(run(desire("abc")).message()).contains("has been started");
    }

    @Test
    void whoDoesNotPermitItIsNotChanged() throws Exception {
        argo.application("guestbook", REPO);
        argo.change("guestbook", application -> annotations(application).removeAll());
        assertThatThrownBy(() -> run(desire("abc")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Argo CD Application \"guestbook\" in namespace \"argocd\" is not authorized")
                .hasMessageContaining("does not permit mutation by Kargo Stage test in namespace guestbook");
        assertThat(patches()).isZero();
    }

    private static ObjectNode annotations(ObjectNode application) {
        return application.withObject("metadata").withObject("annotations");
    }

    @Test
    void whoWithdrawsThePermissionInBetweenIsHeard() throws Exception {
        argo.application("guestbook", REPO);
        argo.beforeNextChange(() ->
                argo.change("guestbook", application -> annotations(application).removeAll()));
        assertThatThrownBy(() -> run(desire("abc"))).hasMessageContaining("is not authorized");
        assertThat(argo.get("guestbook").has("operation")).isFalse();
    }

    @Test
    void whatIsNotThereIsSaidToBeMissing() {
        assertThatThrownBy(() -> run(desire("abc")))
                .isInstanceOf(IOException.class)
                .hasMessage("unable to find Argo CD Application \"guestbook\" in namespace \"argocd\"");
    }

    @Test
    void aRoleThatDoesNotAllowItIsNamed() throws Exception {
        argo.application("guestbook", REPO);
        argo.fault(403, "applications.argoproj.io \"guestbook\" is forbidden: User \"kargo\" cannot get resource");
        assertThatThrownBy(() -> run(desire("abc")))
                .isInstanceOf(ArgoCDException.class)
                .hasMessageContaining("the credential's role does not allow it")
                .hasMessageContaining("User \"kargo\" cannot get resource");
    }

    @Test
    void anExpiredTokenIsNamedAndNotShown() {
        argo.application("guestbook", REPO);
        steps.argoCD(argo.access(
                ArgoCDAccess.Api.KUBERNETES, "", argo.kubeconfig().replace(ArgoCDDouble.TOKEN, "expired-t0ken")));
        assertThatThrownBy(() -> run(desire("abc")))
                .isInstanceOf(ArgoCDException.class)
                .hasMessageContaining("wrong, expired or revoked")
                .message()
                .doesNotContain("t0ken");
    }

    @Test
    void aServerThatIsBrokenOrGoesAwayIsAskedAgain() throws Exception {
        argo.application("guestbook", REPO);
        for (int i = 0; i < 3; i++) {
            argo.fault(503, "the server is starting");
        }
        StepResult broken = run(desire("abc"));
        assertThat(broken.status()).isEqualTo(StepStatus.Running);
        assertThat(broken.message()).contains("the last look failed", "503 the server is starting");
        for (int i = 0; i < 20; i++) {
            argo.cut();
        }
        assertThat(run(desire("abc")).message()).contains("the last look failed");
        argo.heal();
        assertThat(run(desire("abc")).message()).contains("has been started");
    }

    @Test
    void anAnswerThatIsLostDoesNotStartTheSyncTwice() throws Exception {
        argo.application("guestbook", REPO);
        argo.beforeNextChange(() -> argo.change("guestbook", application -> {
            // The first request had arrived: the client sends it again because it saw no answer.
            application
                    .putObject("operation")
                    .putArray("info")
                    .addObject()
                    .put("name", "kargo.akuity.io/promotion")
                    .put("value", PROMOTION);
        }));
        assertThat(run(desire("abc")).message()).contains("its sync is under way");
    }

    @Test
    void theTargetRevisionFollowsTheDesiredOne() throws Exception {
        argo.application("guestbook", REPO);
        run("{'name': 'guestbook', 'sources': [{'repoURL': 'https://git.example.com/guestbook',"
                + " 'desiredRevision': 'abc', 'updateTargetRevision': true}]}");
        assertThat(argo.get("guestbook").at("/spec/source").toString())
                .contains("\"targetRevision\":\"abc\"", "\"path\":\"env/test\"", REPO);
    }

    @Test
    void helmParametersAndKustomizeImagesAreSet() throws Exception {
        argo.add("""
                {"metadata": {"name": "guestbook", "namespace": "argocd",
                  "annotations": {"kargo.akuity.io/authorized-stage": "shop:prod,guestbook:test"}},
                 "spec": {"sources": [
                   {"repoURL": "https://charts.example.com", "chart": "guestbook", "targetRevision": "1.0.0",
                    "helm": {"valuesObject": {"a": 1}, "parameters": [
                      {"name": "image.tag", "value": "old", "forceString": true}, {"name": "other", "value": "x"}]}},
                   {"repoURL": "https://git.example.com/guestbook.git", "ref": "values", "targetRevision": "main"},
                   {"repoURL": "https://git.example.com/guestbook.git", "path": "kustomize", "targetRevision": "main"}],
                  "syncPolicy": {"syncOptions": ["CreateNamespace=true"], "retry": {"limit": 3}}}}
                """);
        String app = "{'name': 'guestbook', 'sources': ["
                + "{'repoURL': 'https://charts.example.com', 'chart': 'guestbook', 'desiredRevision': '1.1.0',"
                + " 'updateTargetRevision': true, 'helm': {'images': [{'key': 'image.tag', 'value': '1.4.7'},"
                + " {'key': 'image.digest', 'value': 'sha256:d'}]}},"
                + "{'repoURL': 'https://git.example.com/guestbook', 'desiredRevision': 'abc',"
                + " 'updateTargetRevision': true, 'kustomize': {'images': ["
                + "{'repoURL': 'registry.example.com/app', 'tag': '1.4.7'},"
                + "{'repoURL': 'db', 'newName': 'mirror/db', 'digest': 'sha256:e'}]}}]}";
        run(app);
        JsonNode application = argo.get("guestbook");
        assertThat(application.at("/spec/sources/0").toString())
                .isEqualTo("{\"repoURL\":\"https://charts.example.com\",\"chart\":\"guestbook\","
                        + "\"targetRevision\":\"1.1.0\",\"helm\":{\"valuesObject\":{\"a\":1},\"parameters\":["
                        + "{\"name\":\"image.tag\",\"value\":\"1.4.7\",\"forceString\":true},"
                        + "{\"name\":\"other\",\"value\":\"x\"},"
                        + "{\"name\":\"image.digest\",\"value\":\"sha256:d\"}]}}");
        assertThat(application.at("/spec/sources/2/kustomize/images").toString())
                .isEqualTo("[\"registry.example.com/app:1.4.7\",\"db=mirror/db@sha256:e\"]");
        // A repository that is the source twice is at one revision.
        assertThat(application.at("/spec/sources/1/targetRevision").asText()).isEqualTo("abc");
        assertThat(application.at("/spec/sources/2/targetRevision").asText()).isEqualTo("abc");
        assertThat(application.at("/operation/sync/syncOptions/0").asText()).isEqualTo("CreateNamespace=true");
        assertThat(application.at("/operation/retry/limit").asInt()).isEqualTo(3);

        argo.finish("guestbook", "Succeeded", "", "1.1.0", "abc", "abc");
        assertThat(run(app).status()).isEqualTo(StepStatus.Succeeded);
    }

    @Test
    void anUpdateThatFitsNoSourceIsRefused() {
        argo.application("guestbook", REPO);
        assertThatThrownBy(() -> run("{'name': 'guestbook', 'sources': [{'repoURL': 'https://charts.example.com',"
                        + " 'chart': 'guestbook', 'desiredRevision': '1'}]}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no source of Argo CD Application \"guestbook\" in namespace \"argocd\" matched "
                        + "update for source with repoURL https://charts.example.com and chart \"guestbook\"")
                .hasMessageContaining("it has " + REPO);
        assertThat(patches()).isZero();
    }

    @Test
    void labelsSelectApplicationsAndThoseOfOthersAreLeftAlone() throws Exception {
        argo.application("one", REPO)
                .application("two", REPO)
                .application("three", REPO)
                .application("four", REPO);
        for (String name : List.of("one", "two", "three")) {
            argo.change(
                    name,
                    application -> application
                            .withObject("metadata")
                            .withObject("labels")
                            .put("team", "shop"));
        }
        argo.change(
                "three",
                application -> annotations(application).put("kargo.akuity.io/authorized-stage", "guestbook:prod"));
        argo.syncAtOnce("abc");
        String app = "{'selector': {'matchLabels': {'team': 'shop'}, 'matchExpressions': ["
                + "{'key': 'app', 'operator': 'In', 'values': ['one', 'two', 'three']},"
                + "{'key': 'app', 'operator': 'NotIn', 'values': ['two']},"
                + "{'key': 'gone', 'operator': 'DoesNotExist'}, {'key': 'team', 'operator': 'Exists'}]}}";
        assertThat(run(app).status()).isEqualTo(StepStatus.Running);
        StepResult done = run(app);
        assertThat(done.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(done.output()).isEqualTo(Map.of("apps", List.of(Map.of("name", "one", "namespace", "argocd"))));
        assertThat(steps.log()).anyMatch(line -> line.startsWith("Skipping Argo CD Application \"three\""));
        assertThat(patches()).isEqualTo(1);
    }

    @Test
    void ofSeveralSelectedEitherAllAreUpdatedOrNone() throws Exception {
        argo.application("one", REPO).application("two", "https://git.example.com/other.git");
        assertThatThrownBy(() -> run("{'selector': {'matchExpressions': [{'key': 'app', 'operator': 'Exists'}]},"
                        + " 'sources': [{'repoURL': '" + REPO + "', 'desiredRevision': 'abc'}]}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("selected Applications must have compatible sources; 1 incompatible. "
                        + "No Applications were updated:")
                .hasMessageContaining("\"two\"");
        assertThat(patches()).isZero();
    }

    @Test
    void aSelectionOfNothingOrOfStrangersIsAnError() {
        String app = "{'selector': {'matchLabels': {'app': 'one'}}}";
        assertThatThrownBy(() -> run(app))
                .hasMessageContaining("no Argo CD Applications found matching selector in namespace \"argocd\"");
        argo.application("one", REPO);
        argo.change("one", application -> annotations(application).removeAll());
        assertThatThrownBy(() -> run(app))
                .hasMessage("found 1 Application(s) matching selector in namespace \"argocd\", "
                        + "but none are authorized for Stage guestbook:test");
    }

    @Test
    void whatCouldLeadElsewhereIsNoNameAndNoLabel() {
        for (String app : List.of(
                "{'name': '../secrets'}",
                "{'name': 'a', 'namespace': 'a/b'}",
                "{'selector': {'matchLabels': {'a': 'b,c=d'}}}",
                "{'selector': {'matchExpressions': [{'key': 'a)b', 'operator': 'Exists'}]}}",
                "{'selector': {'matchExpressions': [{'key': 'a', 'operator': 'In'}]}}",
                "{'selector': {'matchExpressions': [{'key': 'a', 'operator': 'Exists', 'values': ['b']}]}}")) {
            assertThatThrownBy(() -> run(app)).as(app).isInstanceOf(StepFailure.class);
        }
        assertThat(argo.server().requests()).isEmpty();
    }

    @Test
    void withoutAnArgoCDTheMessageSaysWhatToDo() {
        steps.credentials((url, access) -> Optional.empty());
        assertThatThrownBy(() -> run(desire("abc")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Argo CD integration is disabled on this controller; cannot update "
                        + "Argo CD Application resources")
                .hasMessageContaining("argocd://");
    }

    @Test
    void whatTheAdministratorDoesNotAllowIsNotAsked() {
        ArgoCDUpdateStep strict = new ArgoCDUpdateStep(argoCDs(NetworkPolicy.PUBLIC));
        assertThatThrownBy(() -> steps.run(strict, config(desire("abc"))))
                .isInstanceOf(ArgoCDException.class)
                .hasMessageContaining("127.0.0.1");
        assertThat(argo.server().requests()).isEmpty();
    }

    @Test
    void aPreviewChangesNothingAndAsksNobody() throws Exception {
        steps.preview();
        StepResult result = run(desire("abc"));
        assertThat(result.status()).isEqualTo(StepStatus.Skipped);
        assertThat(result.message()).contains("would update Argo CD Application \"guestbook\"");
        assertThat(argo.server().requests()).isEmpty();
    }
}
