package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import static io.jenkins.plugins.kargo.engine.promotion.step.argocd.ArgoCDUpdateFixture.REPO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the update writes into the sources of an Application. */
class ArgoCDUpdateSourcesTest {
    private final ArgoCDUpdateFixture at = new ArgoCDUpdateFixture();

    @AfterEach
    void stop() {
        at.close();
    }

    @Test
    void theTargetRevisionFollowsTheDesiredOne() throws Exception {
        at.argo.application("guestbook", REPO);
        at.run("{'name': 'guestbook', 'sources': [{'repoURL': 'https://git.example.com/guestbook',"
                + " 'desiredRevision': 'abc', 'updateTargetRevision': true}]}");
        assertThat(at.argo.get("guestbook").at("/spec/source").toString())
                .contains("\"targetRevision\":\"abc\"", "\"path\":\"env/test\"", REPO);
    }

    @Test
    void helmParametersAndKustomizeImagesAreSet() throws Exception {
        at.argo.add("""
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
        at.run(app);
        JsonNode application = at.argo.get("guestbook");
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

        at.argo.finish("guestbook", "Succeeded", "", "1.1.0", "abc", "abc");
        assertThat(at.run(app).status()).isEqualTo(StepStatus.Succeeded);
    }

    @Test
    void anUpdateThatFitsNoSourceIsRefused() {
        at.argo.application("guestbook", REPO);
        assertThatThrownBy(() -> at.run("{'name': 'guestbook', 'sources': [{'repoURL': 'https://charts.example.com',"
                        + " 'chart': 'guestbook', 'desiredRevision': '1'}]}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no source of Argo CD Application \"guestbook\" in namespace \"argocd\" matched "
                        + "update for source with repoURL https://charts.example.com and chart \"guestbook\"")
                .hasMessageContaining("it has " + REPO);
        assertThat(at.patches()).isZero();
    }
}
