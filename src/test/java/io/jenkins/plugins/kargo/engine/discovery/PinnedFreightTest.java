package io.jenkins.plugins.kargo.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.discovery.WarehouseOutcome.Status;
import io.jenkins.plugins.kargo.engine.discovery.Warehouses.Mode;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.testing.TestImage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Freight of artifacts that a build pins. */
class PinnedFreightTest extends GuestbookFixture {
    @Test
    void pinsReplaceTheNewest() throws Exception {
        Warehouse warehouse = guestbook();
        String digest = registry.put("guestbook", "0.9.0", TestImage.image("linux/amd64", CREATED));
        String docs = app.head("main");

        WarehouseOutcome outcome = reconcile(
                warehouse,
                Mode.TRUSTED,
                Pin.parse(List.of(
                                Map.of("image", registry.repository("guestbook") + ":0.9.0"),
                                Map.of("chart", "guestbook:1.0.0"),
                                Map.of("chart", "oci://" + registry.repository("charts/oci") + ":0.3.0+meta"),
                                Map.of("commit", docs.substring(0, 10))))
                        .toArray(Pin[]::new));

        assertThat(outcome.status()).as(outcome.messages().toString()).isEqualTo(Status.CREATED);
        assertThat(outcome.freight().images())
                .singleElement()
                .satisfies(image -> assertThat(image.digest()).isEqualTo(digest));
        assertThat(outcome.freight().charts())
                .extracting(chart -> chart.version())
                .containsExactly("1.0.0", "0.3.0+meta");
        assertThat(outcome.freight().commits())
                .extracting(commit -> commit.id())
                .containsExactly(docs);
    }

    @Test
    void aPinThatDoesNotExistIsAnErrorOfItsSubscription() throws Exception {
        Warehouse warehouse = guestbook();
        for (Map<String, String> pin : List.of(
                Map.of("image", registry.repository("guestbook") + ":7.7.7"),
                Map.of("chart", "guestbook:7.7.7"),
                Map.of("chart", "oci://" + registry.repository("charts/oci") + ":7.7.7"),
                Map.of("git", "0123456789012345678901234567890123456789"))) {
            WarehouseOutcome outcome =
                    reconcile(warehouse, Mode.TRUSTED, Pin.parse(List.of(pin)).get(0));

            assertThat(outcome.status()).isEqualTo(Status.INCOMPLETE);
            assertThat(outcome.discovered().problems())
                    .singleElement()
                    .asString()
                    .containsAnyOf("7.7.7", "0123456789");
        }
        Pin unknown = new Pin(Pin.Kind.IMAGE, "example.com/other", "1");
        assertThatThrownBy(() -> reconcile(warehouse, Mode.TRUSTED, unknown))
                .isInstanceOf(InvalidPinException.class)
                .hasMessageContaining("image example.com/other:1 fits no subscription of warehouse guestbook");
    }

    @Test
    void aPinnedImageBringsTheCommitFromWhichItWasBuilt() throws Exception {
        Warehouse warehouse = guestbook();
        String built = app.commit("main", "built", Map.of("docs/b", "1"));
        String newest = app.commit("main", "newer", Map.of("base/a", "2"));
        String revision = "org.opencontainers.image.revision";
        String source = "org.opencontainers.image.source";

        assertThat(pinned(warehouse, Map.of(revision, built)).commits().get(0).id())
                .isEqualTo(built);
        assertThat(pinned(warehouse, Map.of(revision, built, source, server.url("app")))
                        .commits()
                        .get(0)
                        .id())
                .isEqualTo(built);
        assertThat(pinned(warehouse, Map.of(revision, built, source, "https://example.com/other"))
                        .commits()
                        .get(0)
                        .id())
                .isEqualTo(newest);
        assertThat(pinned(warehouse, Map.of(revision, "0".repeat(40)))
                        .commits()
                        .get(0)
                        .id())
                .as("of another repository")
                .isEqualTo(newest);
        assertThat(pinned(warehouse, Map.of()).commits().get(0).id()).isEqualTo(newest);
    }

    private Freight pinned(Warehouse warehouse, Map<String, String> labels) throws InterruptedException {
        registry.put(
                "guestbook",
                "9.0.0",
                TestImage.index(Map.of(), TestImage.image("linux/amd64", CREATED, Map.of(), labels)));
        Pin image = new Pin(Pin.Kind.IMAGE, registry.repository("guestbook"), "9.0.0");
        WarehouseOutcome outcome = reconcile(warehouse, Mode.TRUSTED, image);
        assertThat(outcome.failed()).as(outcome.messages().toString()).isFalse();
        return outcome.freight();
    }
}
