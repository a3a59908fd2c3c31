package io.jenkins.plugins.kargo.engine.webhook;

import static io.jenkins.plugins.kargo.engine.webhook.WebhookFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no receiver takes, and with which status it says so. */
class RefusedWebhooksTest {
    @ParameterizedTest
    @MethodSource("pushes")
    void aWrongOrMissingSignatureIsRefused(WebhookSample sample) {
        if (Set.of("azure", "dockerhub", "quay").contains(sample.type())) {
            // These sign nothing: their address is the secret.
            return;
        }
        for (Map<String, String> headers : List.of(sample.signed(new SecretText("guessed")), sample.headers())) {
            assertThatThrownBy(() -> send(sample.type(), headers, sample.body()))
                    .isInstanceOfSatisfying(
                            WebhookRefused.class,
                            refused -> assertThat(refused.status()).isEqualTo(401))
                    .hasMessageNotContaining("s3cret");
        }
    }

    @ParameterizedTest
    @MethodSource("pushes")
    void aChangedBodyOrOneThatIsTooLargeOrNoJsonIsRefused(WebhookSample sample) {
        WebhookSample broken = new WebhookSample(sample.name(), sample.type(), sample.headers(), "{", Set.of());
        assertThatThrownBy(() -> send(broken))
                .isInstanceOfSatisfying(
                        WebhookRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
        String large = " ".repeat(WebhookRequest.MAX_BODY + 1);
        assertThatThrownBy(() -> send(sample.type(), sample.headers(), large))
                .isInstanceOfSatisfying(
                        WebhookRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(413));
    }

    @Test
    void eventsThatNobodySubscribedForAreNamedWithTheStatusThatKargoGives() {
        String replication = "{\"type\": \"REPLICATION\"}";
        String pushed = "{\"domain\": \"docker\", \"event_type\": \"pushed\", \"data\": {\"image_type\": \"npm\"}}";
        List<WebhookSample> samples = List.of(
                new WebhookSample("issues 400", "github", Map.of("X-GitHub-Event", "issues"), "{}", Set.of()),
                new WebhookSample("Job Hook 400", "gitlab", Map.of("X-Gitlab-Event", "Job Hook"), "{}", Set.of()),
                new WebhookSample("release 501", "gitea", Map.of("X-Gitea-Event", "release"), "{}", Set.of()),
                new WebhookSample("repo:fork 400", "bitbucket", Map.of("X-Event-Key", "repo:fork"), "{}", Set.of()),
                new WebhookSample(
                        "quarantine 400", "azure", Map.of("User-Agent", "AzureContainerRegistry/1"), """
                        {"action": "quarantine"}""", Set.of()),
                new WebhookSample("REPLICATION 400", "harbor", Map.of(), replication, Set.of()),
                new WebhookSample("docker pushed of npm 501", "artifactory", Map.of(), pushed, Set.of()));
        for (WebhookSample sample : samples) {
            String event = sample.name().substring(0, sample.name().length() - 4);
            int status = Integer.parseInt(sample.name().substring(sample.name().length() - 3));
            assertThatThrownBy(() -> send(sample))
                    .isInstanceOfSatisfying(
                            WebhookRefused.class,
                            refused -> assertThat(refused.status()).isEqualTo(status))
                    .hasMessage("event type " + event + " is not supported");
        }
    }

    private static Stream<WebhookSample> pushes() {
        return PushSamples.all();
    }
}
