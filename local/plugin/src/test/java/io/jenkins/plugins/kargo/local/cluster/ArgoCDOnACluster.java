package io.jenkins.plugins.kargo.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.argocd.Application;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDException;
import io.jenkins.plugins.kargo.engine.argocd.SyncRequest;
import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.engine.model.HealthResult;
import io.jenkins.plugins.kargo.engine.model.HealthStatus;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What has to be right on every cluster. */
abstract class ArgoCDOnACluster extends ClusterFixture {
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
        assertThat(cluster.annotations("guestbook"))
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
    void whatIsDeletedMeanwhileIsSaidToBeGone() {
        cluster.beforeNextPatch(() -> cluster.delete("guestbook"));
        assertThatThrownBy(this::update)
                .isInstanceOfSatisfying(
                        ArgoCDException.class, e -> assertThat(e.kind()).isEqualTo(ArgoCDException.Kind.REFUSED))
                .hasMessageContaining("starting a sync of the Application argocd/guestbook")
                .hasMessageContaining("it is not there any more");
    }

    @Test
    void aRoleThatMayReadButNotPatchIsNamed() throws Exception {
        ArgoCDAccess reader = access(cluster.readersKubeconfig());
        assertThatThrownBy(() -> updateBy(reader))
                .isInstanceOfSatisfying(
                        ArgoCDException.class, e -> assertThat(e.kind()).isEqualTo(ArgoCDException.Kind.DENIED))
                .hasMessageContaining("the credential's role does not allow it")
                .hasMessageContaining("User \"reader\" cannot patch resource \"applications\"")
                .message()
                .doesNotContain(Cluster.READER);
        assertThat(cluster.get("guestbook").hasNonNull("operation")).isFalse();
        assertThat(cluster.patches()).isEqualTo(1);
        // Which is all that waiting needs.
        assertThat(new StepFixture(PROMOTION)
                        .argoCD(reader)
                        .run(wait, WAITED_FOR)
                        .status())
                .isEqualTo(StepStatus.Succeeded);
    }

    @Test
    void aTokenThatTheClusterDoesNotAcceptIsNamedAndNotShown() {
        ArgoCDAccess expired = access(cluster.kubeconfig().replace(Cluster.TOKEN, "expired-t0ken"));
        assertThatThrownBy(() -> updateBy(expired))
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

    @Test
    void aSyncThatFailsIsAnErrorInArgoCDsWords() throws Exception {
        update();
        cluster.begin("guestbook");
        assertThat(update().message()).contains("its sync is under way");
        cluster.fail("guestbook", "one or more objects failed to apply");
        assertThatThrownBy(this::update)
                .hasMessageContaining("\"guestbook\" in namespace \"argocd\" failed with: one or more objects failed");
    }

    @Test
    void whoseStageIsNotPermittedChangesNothing() throws Exception {
        annotate("guestbook", "guestbook:prod");
        assertThatThrownBy(this::update)
                .hasMessageContaining("does not permit mutation by Kargo Stage test in namespace guestbook")
                .hasMessageContaining("\"guestbook:prod\"");
        assertThat(cluster.patches()).isZero();
        annotate("guestbook", "guestbook:prod,guestbook:test");
        cluster.beforeNextPatch(() -> annotate("guestbook", "guestbook:prod"));
        assertThatThrownBy(this::update).hasMessageContaining("does not permit mutation");
        assertThat(cluster.get("guestbook").hasNonNull("operation")).isFalse();
    }

    @Test
    void theOnlySourceIsMerged() throws Exception {
        update("{'name': 'guestbook', 'sources': [{'repoURL': '" + REPO + "', 'desiredRevision': 'abc',"
                + " 'updateTargetRevision': true, 'helm': {'images': [{'key': 'image.tag', 'value': '1.10'}]}}]}");
        JsonNode source = cluster.get("guestbook").at("/spec/source");
        assertThat(source.path("targetRevision").asText()).isEqualTo("abc");
        assertThat(source.path("path").asText()).isEqualTo("env/test");
        assertThat(source.at("/helm/parameters")).hasToString("[{\"name\":\"image.tag\",\"value\":\"1.10\"}]");
    }

    @Test
    void severalSourcesAreSyncedEachToItsRevision() throws Exception {
        cluster.create("""
                {"metadata": {"name": "several", "namespace": "argocd",
                  "annotations": {"kargo.akuity.io/authorized-stage": "guestbook:test"}},
                 "spec": {"project": "default", "destination": {"name": "in-cluster", "namespace": "shop"},
                  "sources": [
                   {"repoURL": "https://charts.example.com", "chart": "guestbook", "targetRevision": "1.0.0",
                    "helm": {"valuesObject": {"a": 1}, "valueFiles": ["$values/values.yaml"], "parameters": [
                      {"name": "image.tag", "value": "old", "forceString": true}]}},
                   {"repoURL": "%s", "ref": "values", "targetRevision": "main"},
                   {"repoURL": "https://git.example.com/shop.git", "path": "shop", "targetRevision": "main"}],
                  "syncPolicy": {"syncOptions": ["CreateNamespace=true"],
                   "retry": {"limit": 3, "backoff": {"duration": "5s", "factor": 2, "maxDuration": "3m"}}}}}
                """.formatted(REPO));
        String app = "{'name': 'several', 'sources': ["
                + "{'repoURL': 'https://charts.example.com', 'chart': 'guestbook', 'desiredRevision': '1.1.0',"
                + " 'updateTargetRevision': true, 'helm': {'images': [{'key': 'image.tag', 'value': 'new'}]}},"
                + "{'repoURL': '" + REPO + "', 'desiredRevision': 'abc'},"
                + "{'repoURL': 'https://git.example.com/shop.git', 'kustomize': {'images': ["
                + "{'repoURL': 'db', 'newName': 'mirror/db', 'digest': 'sha256:e'}]}}]}";
        assertThat(update(app).message()).contains("its sync has been started");
        JsonNode application = cluster.get("several");
        assertThat(application.at("/spec/sources/0/targetRevision").asText()).isEqualTo("1.1.0");
        JsonNode helm = application.at("/spec/sources/0/helm");
        assertThat(helm.at("/parameters/0/value").asText()).isEqualTo("new");
        assertThat(helm.at("/parameters/0/forceString").asBoolean()).isTrue();
        assertThat(helm.at("/valuesObject/a").asInt()).isEqualTo(1);
        assertThat(helm.at("/valueFiles/0").asText()).isEqualTo("$values/values.yaml");
        assertThat(application.at("/spec/sources/1/targetRevision").asText()).isEqualTo("main");
        assertThat(application.at("/spec/sources/2/kustomize/images/0").asText())
                .isEqualTo("db=mirror/db@sha256:e");
        assertThat(application.at("/operation/sync/syncOptions/0").asText()).isEqualTo("CreateNamespace=true");
        assertThat(application.at("/operation/retry/backoff/maxDuration").asText())
                .isEqualTo("3m");

        cluster.finish("several", "1.1.0", "old", "whatever");
        assertThat(update(app).message()).contains("its sync has been started");
        cluster.finish("several", "1.1.0", "abc", "whatever");
        StepResult done = update(app);
        assertThat(done.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(look(done).status()).isEqualTo(HealthStatus.Healthy);
    }

    @Test
    void ofThoseWithTheLabelsEachPermittedOneIsSynced() throws Exception {
        cluster.application("blog", "shop", REPO);
        cluster.application("other", "shop", REPO);
        cluster.application("wiki", "docs", REPO);
        annotate("other", "elsewhere:test");
        String app = "{'selector': {'matchLabels': {'team': 'shop'}, 'matchExpressions': ["
                + "{'key': 'team', 'operator': 'NotIn', 'values': ['docs', 'ops']},"
                + "{'key': 'gone', 'operator': 'DoesNotExist'}]}, 'sources': [{'repoURL': '" + REPO
                + "', 'desiredRevision': 'abc'}]}";
        assertThat(update(app).message()).contains("\"blog\"", "\"guestbook\"").doesNotContain("\"other\"");
        cluster.finish("blog", "abc");
        assertThat(update(app).message()).contains("\"guestbook\"").doesNotContain("\"blog\"");
        cluster.finish("guestbook", "abc");
        StepResult done = update(app);
        assertThat(done.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(done.output().toString()).contains("name=blog", "name=guestbook");
        assertThat(cluster.patches()).isEqualTo(2);
        for (String name : List.of("other", "wiki")) {
            assertThat(cluster.get(name)
                            .at("/status/operationState/syncResult/revision")
                            .asText())
                    .isEqualTo("before");
        }
        HealthResult healthy = look(done);
        assertThat(healthy.status()).isEqualTo(HealthStatus.Healthy);
        cluster.health("blog", "Degraded");
        HealthResult degraded = look(done);
        assertThat(degraded.status()).isEqualTo(HealthStatus.Unhealthy);
        assertThat(degraded.issues())
                .containsExactly("Argo CD Application \"blog\" in namespace \"argocd\" has health state \"Degraded\"");
    }

    @Test
    void whatSomebodyElseSyncsLaterIsUnhealthy() throws Exception {
        update();
        cluster.finish("guestbook", "abc");
        StepResult done = update();
        assertThat(look(done).status()).isEqualTo(HealthStatus.Healthy);
        cluster.patch("guestbook", "{\"operation\": {\"initiatedBy\": {\"username\": \"ada\"}, \"sync\": {}}}");
        assertThat(look(done).status()).isEqualTo(HealthStatus.Unknown);
        assertThat(look(done).issues().get(0)).contains("is being synced");
        cluster.begin("guestbook");
        assertThat(look(done).status()).isEqualTo(HealthStatus.Unknown);
        cluster.finish("guestbook", "other");
        assertThat(look(done).status()).isEqualTo(HealthStatus.Unhealthy);
        assertThat(look(done).issues().get(0)).contains("does not match the desired revision \"abc\"");
    }

    @Test
    void argoCDIsAskedToLookAgain() throws Exception {
        update();
        cluster.finish("guestbook", "abc");
        StepResult done = update();
        cluster.patch("guestbook", "{\"status\": {\"reconciledAt\": \"2026-01-03T03:04:04Z\"}}");
        assertThat(look(done).status()).isEqualTo(HealthStatus.Unknown);
        assertThat(cluster.annotations("guestbook")).contains("argocd.argoproj.io/refresh");
    }

    @Test
    void ofPromotionsThatComeAtOnceOneSyncs() throws Exception {
        List<Callable<String>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            StepFixture own = new StepFixture("test.01j2w" + i + ".abcdef1").argoCD(access());
            all.add(() -> own.run(update, DESIRED).message());
        }
        ExecutorService threads = Executors.newFixedThreadPool(all.size());
        try {
            List<String> messages = new ArrayList<>();
            for (Future<String> each : threads.invokeAll(all)) {
                messages.add(each.get());
            }
            assertThat(messages)
                    .filteredOn(message -> message.contains("its sync has been started"))
                    .hasSize(1);
            assertThat(messages)
                    .filteredOn(message -> message.contains("waiting for operation to complete"))
                    .hasSize(all.size() - 1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aKubeconfigThatRunsAProgramIsRefusedBeforeAnythingIsAsked() {
        String kubeconfig = cluster.kubeconfig()
                .replace("token: " + Cluster.TOKEN, "exec: {apiVersion: client.authentication.k8s.io/v1, command: id}");
        assertThatThrownBy(() -> updateBy(access(kubeconfig)))
                .hasMessageContaining("users[kargo].user.exec is refused: it would run on the Jenkins controller");
        assertThat(cluster.requests()).isEmpty();
    }
}
