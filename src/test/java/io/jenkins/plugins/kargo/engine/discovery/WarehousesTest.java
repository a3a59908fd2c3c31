package io.jenkins.plugins.kargo.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.discovery.WarehouseOutcome.Status;
import io.jenkins.plugins.kargo.engine.discovery.Warehouses.Mode;
import io.jenkins.plugins.kargo.engine.freight.FreightId;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.DockerRegistry;
import io.jenkins.plugins.kargo.engine.testing.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The whole way from repositories to Freight in the store. */
class WarehousesTest extends GuestbookFixture {
    @Test
    void newFreightHoldsTheNewestOfEverythingUnderKargosId() throws Exception {
        Warehouse warehouse = guestbook();

        WarehouseOutcome outcome = reconcile(warehouse, Mode.TRUSTED);

        assertThat(outcome.status()).as(outcome.messages().toString()).isEqualTo(Status.CREATED);
        Freight freight = outcome.freight();
        assertThat(freight.images()).singleElement().satisfies(image -> {
            assertThat(image.tag()).isEqualTo("1.1.0");
            assertThat(image.digest()).startsWith("sha256:");
        });
        assertThat(freight.charts()).extracting(chart -> chart.version()).containsExactly("1.2.0", "0.3.0+meta");
        assertThat(freight.commits()).singleElement().satisfies(commit -> {
            assertThat(commit.message()).isEqualTo("first");
            assertThat(commit.branch()).isEqualTo("main");
        });
        assertThat(freight.name()).isEqualTo(FreightId.of(freight)).hasSize(40);
        assertThat(freight.alias()).matches("[a-z]+-[a-z]+");
        assertThat(freight.discoveredAt()).isEqualTo(NOW);
        assertThat(store.freight().createdBy(PROJECT, BUILD.id()))
                .singleElement()
                .satisfies(stored -> assertThat(stored.freight()).isEqualTo(freight));
        assertThat(store.events().list(PROJECT, 10)).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("FreightCreated");
            assertThat(event.subject()).isEqualTo(freight.alias());
        });
        assertThat(outcome.messages())
                .anyMatch(line -> line.equals("image " + registry.repository("guestbook") + ": 1.1.0 (and 1 more)"))
                .last()
                .isEqualTo(
                        "Warehouse guestbook: created Freight " + freight.alias() + " (" + freight.shortName() + ").");
    }

    @Test
    void theSameArtifactsAreTheSameFreight() throws Exception {
        Warehouse warehouse = guestbook();
        Freight first = reconcile(warehouse, Mode.TRUSTED).freight();

        WarehouseOutcome again = reconcile(warehouse, Mode.TRUSTED);

        assertThat(again.status()).isEqualTo(Status.ALREADY_EXISTS);
        assertThat(again.freight()).isEqualTo(first);
        assertThat(store.events().list(PROJECT, 10)).hasSize(1);

        registry.put("guestbook", "1.2.0", TestImage.image("linux/amd64", CREATED.plusSeconds(9)));
        assertThat(reconcile(warehouse, Mode.TRUSTED).status()).isEqualTo(Status.CREATED);
    }

    @Test
    void aPartialSetMakesNoFreightAndKeepsWhatTheOthersFound() throws Exception {
        Warehouse good = guestbook();
        registry.remove("guestbook");

        WarehouseOutcome outcome = reconcile(good, Mode.TRUSTED);

        assertThat(outcome.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(outcome.failed()).isTrue();
        assertThat(outcome.freight()).isNull();
        assertThat(outcome.discovered().problems())
                .singleElement()
                .asString()
                .startsWith("image " + registry.repository("guestbook"))
                .contains("404");
        assertThat(outcome.discovered().results().get(3).artifacts()).hasSize(1);
        assertThat(outcome.messages()).last().asString().contains("no Freight is created from a partial set");
        assertThat(store.freight().list(PROJECT, null, null, 10)).isEmpty();
    }

    @Test
    void nothingThatMatchesIsAPartialSetToo() throws Exception {
        guestbook();
        Warehouse none = Subscriptions.warehouse(
                "none",
                Subscriptions.image(registry.repository("guestbook"), "^9.0.0"),
                Subscriptions.chart(charts.url(), "guestbook", ""));

        WarehouseOutcome outcome = reconcile(none, Mode.TRUSTED);

        assertThat(outcome.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(outcome.discovered().problems())
                .containsExactly("image " + registry.repository("guestbook") + ": nothing matches the subscription");
    }

    @Test
    void aRefusedCredentialFailsItsSubscriptionOnly() throws Exception {
        Warehouse warehouse = guestbook();
        credentials = (url, access) -> {
            if (url.startsWith("http://" + registry.authority())) {
                throw new CredentialRefused("the binding for " + url + " is not for this project");
            }
            return Optional.of(BasicCredentials.RIGHT.credential());
        };

        WarehouseOutcome outcome = reconcile(warehouse, Mode.TRUSTED);

        assertThat(outcome.discovered().problems())
                .hasSize(2)
                .allMatch(line -> line.contains("is not for this project"));
        assertThat(outcome.discovered().results().get(1).artifacts()).isNotEmpty();
    }

    @Test
    void theRealRegistryWillDoAsWell() throws Exception {
        try (DockerRegistry real = DockerRegistry.withPassword(Files.createDirectory(temp.resolve("registry")))) {
            real.push("team/app", "1.0.0", TestImage.image("linux/amd64", CREATED));
            String digest = real.push(
                    "team/app",
                    "1.0.1",
                    TestImage.index(
                            Map.of(),
                            TestImage.image("linux/amd64", CREATED),
                            TestImage.image("linux/arm64", CREATED)));
            Warehouse warehouse = Subscriptions.warehouse(
                    "real",
                    Subscriptions.image(
                            real.repository("team/app"),
                            Subscription.ImageSelection.SemVer,
                            "",
                            List.of(),
                            List.of(),
                            "linux/arm64",
                            5));

            WarehouseOutcome outcome = reconcile(warehouse, Mode.TRUSTED);

            assertThat(outcome.freight().images())
                    .singleElement()
                    .satisfies(image -> assertThat(image.digest()).isEqualTo(digest));
            assertThat(outcome.discovered().results().get(0).artifacts()).hasSize(1);
        }
    }

    @Test
    void whatNobodyAskedForIsPrunedAndFetchedAgain() throws Exception {
        Warehouse warehouse = guestbook();
        Freight freight = reconcile(warehouse, Mode.TRUSTED).freight();
        services.prune(Instant.now().minusSeconds(3600));
        assertThat(cached()).isGreaterThan(5);

        services.prune(Instant.now().plusSeconds(3600));

        assertThat(cached()).isZero();
        assertThat(reconcile(warehouse, Mode.TRUSTED).freight()).isEqualTo(freight);
    }

    private long cached() throws IOException {
        try (Stream<Path> files = Files.walk(temp.resolve("cache"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
