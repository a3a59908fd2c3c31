package io.jenkins.plugins.kargo.engine.webhook;

import static io.jenkins.plugins.kargo.engine.webhook.WebhookFixture.CONFIGURATION;
import static io.jenkins.plugins.kargo.engine.webhook.WebhookFixture.SECRET;
import static io.jenkins.plugins.kargo.engine.webhook.WebhookFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.manifest.Capabilities;
import io.jenkins.plugins.kargo.engine.manifest.LoadedManifests;
import io.jenkins.plugins.kargo.engine.manifest.ManifestLoader;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The receiver whose actions are expressions over the request. */
class GenericReceiverTest {
    /** What the request names, as an image or as a Warehouse of the team. */
    private static final String SELECTION = """
            apiVersion: kargo.akuity.io/v1alpha1
            kind: ProjectConfig
            metadata: {name: shop}
            spec:
              webhookReceivers:
                - name: any
                  generic:
                    secretRef: {name: hook}
                    actions:
                      - action: Refresh
                        whenExpression: request.header('X-Event') == 'published' && request.params('dry') != 'yes'
                        targetSelectionCriteria:
                          - kind: Warehouse
                            indexSelector:
                              matchIndices:
                                - key: subscribedURLs
                                  operator: Equals
                                  value: "${{ normalizeImage(request.body.image) }}"
                          - kind: Warehouse
                            name: "${{ request.body.warehouse }}"
                            labelSelector: {matchLabels: {team: shop}}
            """;

    private static final String ACTIONS = """
            apiVersion: kargo.akuity.io/v1alpha1
            kind: ProjectConfig
            metadata: {name: shop}
            spec:
              webhookReceivers:
                - name: any
                  generic:
                    secretRef: {name: hook}
                    actions:
                      - action: Refresh
                        whenExpression: request.body.missing.deep == 'x'
                        targetSelectionCriteria: [{kind: Warehouse, name: hub}]
                      - action: Refresh
                        whenExpression: "false"
                        targetSelectionCriteria: [{kind: Warehouse, name: tags}]
                      - action: Refresh
                        parameters: {team: "${{ request.body.team }}", repository: shop/main}
                        whenExpression: params.team == 'shop'
                        targetSelectionCriteria:
                          - kind: Warehouse
                            labelSelector:
                              matchLabels: {team: "${{ params.team }}"}
                              matchExpressions: [{key: team, operator: In, values: ["${{ params.team }}"]}]
                          - kind: Warehouse
                            indexSelector:
                              matchIndices:
                                - key: subscribedURLs
                                  operator: Equals
                                  value: "https://git.example.com/${{ params.repository }}"
            """;

    @Test
    void aGenericReceiverSelectsByExpressions() throws Exception {
        WebhookReceiver generic = receiver(SELECTION);
        Map<String, List<String>> published = Map.of("x-event", List.of("published"));
        byte[] image = "{\"image\": \"registry.example.com/shop/app:9\"}".getBytes(StandardCharsets.UTF_8);
        byte[] named = "{\"image\": \"x\", \"warehouse\": \"branch\"}".getBytes(StandardCharsets.UTF_8);
        byte[] unlabelled = "{\"image\": \"x\", \"warehouse\": \"tags\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(generic(generic, new WebhookRequest(published, Map.of(), image)))
                .containsExactly("image");
        assertThat(generic(generic, new WebhookRequest(published, Map.of(), named)))
                .containsExactly("branch");
        assertThat(generic(generic, new WebhookRequest(published, Map.of(), unlabelled)))
                .isEmpty();
        assertThat(generic(generic, new WebhookRequest(Map.of(), Map.of(), image)))
                .isEmpty();
        assertThat(generic(generic, new WebhookRequest(published, Map.of("dry", List.of("yes")), image)))
                .isEmpty();
        assertThatThrownBy(() -> generic(
                        generic, new WebhookRequest(published, Map.of(), "[1".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(WebhookRefused.class);
    }

    private static Set<String> generic(WebhookReceiver receiver, WebhookRequest request) throws WebhookRefused {
        return Webhooks.receive(receiver, SECRET, request, CONFIGURATION).warehouses();
    }

    @Test
    void anActionThatFailsDoesNotKeepTheOthersFromTheirsAndParametersAreSeenByAllTexts() throws Exception {
        Webhooks.Outcome outcome =
                Webhooks.receive(receiver(ACTIONS), SECRET, request(Map.of(), "{\"team\": \"shop\"}"), CONFIGURATION);

        assertThat(outcome.warehouses()).containsExactlyInAnyOrder("branch", "default-branch");
        assertThat(outcome.status()).isEqualTo(500);
        assertThat(outcome.answer().get("results"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .extracting(result -> result.get("result"))
                .containsExactly("Error", "NotApplicable", "Success");
        assertThat(outcome.answer().toString())
                .contains("Error evaluating whenExpression", "Refreshed 2 of 2 selected resources", "name=branch");
    }

    private static WebhookReceiver receiver(String manifest) {
        LoadedManifests loaded = new ManifestLoader(new Capabilities(Set.of(), Set.of()))
                .load(List.of(new ManifestFile("hook.yaml", manifest)));
        assertThat(loaded.problems()).isEmpty();
        return loaded.configuration().webhookReceivers().get(0);
    }
}
