package io.jenkins.plugins.kargo.engine.webhook;

import static io.jenkins.plugins.kargo.engine.webhook.WebhookFixture.SECRET;
import static io.jenkins.plugins.kargo.engine.webhook.WebhookFixture.receiver;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The address of a receiver, and the secret that is a part of it. */
class WebhookAddressTest {
    @Test
    void theAddressDependsOnProjectReceiverAndSecret() {
        ProjectKey project = new ProjectKey("", "shop");
        String id = Webhooks.id(project, receiver("github"), SECRET);

        assertThat(id).matches("[0-9a-f]{64}").isEqualTo(Webhooks.id(project, receiver("gitlab"), SECRET));
        assertThat(id)
                .isNotEqualTo(Webhooks.id(new ProjectKey("a", "shop"), receiver("github"), SECRET))
                .isNotEqualTo(Webhooks.id(project, receiver("github"), new SecretText("other")));
    }

    @Test
    void theSecretIsFoundByKargosKeyOrAsTheOnlyText() {
        assertThat(Webhooks.secret(receiver("gitlab"), Map.of("secret-token", SECRET)))
                .contains(SECRET);
        assertThat(Webhooks.secret(receiver("github"), Map.of("token", SECRET))).contains(SECRET);
        assertThat(Webhooks.secret(receiver("github"), Map.of("username", SECRET)))
                .isEmpty();
    }
}
