package io.jenkins.plugins.kargo.engine.webhook;

import static io.jenkins.plugins.kargo.engine.webhook.PushSamples.ARTIFACTORY;
import static io.jenkins.plugins.kargo.engine.webhook.WebhookFixture.CONFIGURATION;
import static io.jenkins.plugins.kargo.engine.webhook.WebhookFixture.SECRET;
import static io.jenkins.plugins.kargo.engine.webhook.WebhookFixture.request;
import static io.jenkins.plugins.kargo.engine.webhook.WebhookFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.WebhookReceiver;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which Warehouses look at their subscriptions because of a push. */
class RefreshedWarehousesTest {
    @ParameterizedTest
    @MethodSource("pushes")
    void exactlyTheWarehousesThatTheEventConcernsAreRefreshed(WebhookSample sample) throws Exception {
        assertThat(send(sample).warehouses()).isEqualTo(sample.warehouses());
    }

    @Test
    void aPushOfDataCenterWithoutLinksIsKnownByProjectAndSlug() throws Exception {
        WebhookSample push =
                new WebhookSample("", "bitbucket", Map.of("X-Event-Key", "repo:refs_changed"), """
                {"repository": {"slug": "app", "project": {"key": "SHOP"}},
                 "changes": [{"ref": {"id": "refs/heads/main", "type": "BRANCH"}, "type": "UPDATE"}]}""", Set.of());
        assertThat(send(push).warehouses()).containsExactly("branch");
        WebhookSample other = new WebhookSample(
                "", "bitbucket", push.headers(), push.body().replace("\"app\"", "\"my-app\""), Set.of());
        assertThat(send(other).warehouses()).isEmpty();
        WebhookSample nameless =
                new WebhookSample("", "bitbucket", push.headers(), "{\"repository\": {}, \"changes\": []}", Set.of());
        assertThatThrownBy(() -> send(nameless))
                .isInstanceOf(WebhookRefused.class)
                .hasMessageContaining("links, or project.key and slug");
    }

    @Test
    void aVirtualRepositoryOfArtifactoryHasItsOwnName() throws Exception {
        WebhookSample push =
                new WebhookSample("", "artifactory", Map.of(), ARTIFACTORY.formatted("app", "1.2.3"), Set.of());
        WebhookReceiver virtual = new WebhookReceiver("hook", "artifactory", "hook", "virtual", List.of());

        assertThat(Webhooks.receive(virtual, SECRET, request(push.signed(SECRET), push.body()), CONFIGURATION)
                        .warehouses())
                .isEmpty();
    }

    private static Stream<WebhookSample> pushes() {
        return PushSamples.all();
    }
}
