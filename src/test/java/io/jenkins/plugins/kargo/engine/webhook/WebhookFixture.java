package io.jenkins.plugins.kargo.engine.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.manifest.Capabilities;
import io.jenkins.plugins.kargo.engine.manifest.LoadedManifests;
import io.jenkins.plugins.kargo.engine.manifest.ManifestLoader;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A project with Warehouses, and receivers of every type that know {@link #SECRET}. */
final class WebhookFixture {
    static final SecretText SECRET = new SecretText("s3cret");

    /** A Warehouse for each kind of subscription and selection that events can meet. */
    private static final String WAREHOUSES = """
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: branch, labels: {team: shop}}
            spec:
              subscriptions:
                - git: {repoURL: "https://git.example.com/shop/app.git", branch: main, includePaths: [app]}
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: tags}
            spec:
              subscriptions:
                - git: {repoURL: "https://git.example.com/shop/app", commitSelectionStrategy: SemVer, semverConstraint: ^1}
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: image}
            spec:
              subscriptions:
                - image: {repoURL: registry.example.com/shop/app, constraint: ^1.0.0}
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: hub}
            spec:
              subscriptions:
                - image: {repoURL: shop/app, imageSelectionStrategy: Digest, constraint: latest}
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: chart}
            spec:
              subscriptions:
                - chart: {repoURL: "oci://registry.example.com/shop/charts/app"}
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: default-branch}
            spec:
              subscriptions:
                - git: {repoURL: "https://git.example.com/shop/main.git"}
            """;

    static final Configuration CONFIGURATION = configuration();

    private WebhookFixture() {}

    private static Configuration configuration() {
        LoadedManifests loaded = new ManifestLoader(new Capabilities(Set.of(), Set.of()))
                .load(List.of(new ManifestFile("shop.yaml", WAREHOUSES)));
        assertThat(loaded.errors()).isEmpty();
        return loaded.configuration();
    }

    static WebhookReceiver receiver(String type) {
        return new WebhookReceiver("hook", type, "hook", "", List.of());
    }

    static WebhookRequest request(Map<String, String> headers, String body) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new WebhookRequest(lists, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** As the right sender does. */
    static Webhooks.Outcome send(WebhookSample sample) throws WebhookRefused {
        return send(sample.type(), sample.signed(SECRET), sample.body());
    }

    static Webhooks.Outcome send(String type, Map<String, String> headers, String body) throws WebhookRefused {
        return Webhooks.receive(receiver(type), SECRET, request(headers, body), CONFIGURATION);
    }
}
