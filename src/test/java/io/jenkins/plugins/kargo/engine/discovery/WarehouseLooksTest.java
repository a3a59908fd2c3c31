package io.jenkins.plugins.kargo.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.discovery.WarehouseOutcome.Status;
import io.jenkins.plugins.kargo.engine.discovery.Warehouses.Mode;
import io.jenkins.plugins.kargo.engine.freight.FreightId;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.model.WarehouseState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Looking without creating, and what is remembered of it. */
class WarehouseLooksTest extends GuestbookFixture {
    @Test
    void aPreviewReadsTheStoreAndAsksNobody() throws Exception {
        Warehouse warehouse = guestbook();
        CredentialResolver forbidden = (url, access) -> {
            throw new CredentialRefused("a preview looked up a credential for " + url);
        };
        CredentialResolver real = credentials;
        credentials = forbidden;
        assertThat(reconcile(warehouse, Mode.PREVIEW).messages()).last().isEqualTo("It has no Freight yet.");
        credentials = real;
        Freight freight = reconcile(warehouse, Mode.TRUSTED).freight();
        credentials = forbidden;
        server.http().forgetRequests();
        registry.http().forgetRequests();

        WarehouseOutcome outcome =
                reconcile(warehouse, Mode.PREVIEW, new Pin(Pin.Kind.IMAGE, registry.repository("guestbook"), "9.9.9"));

        assertThat(outcome.status()).isEqualTo(Status.PREVIEW);
        assertThat(outcome.freight()).isEqualTo(freight);
        assertThat(outcome.messages()).anyMatch(line -> line.contains("A trusted build would look up the image"));
        assertThat(server.http().requests()).isEmpty();
        assertThat(registry.http().requests()).isEmpty();
        assertThat(store.freight().list(PROJECT, null, null, 10)).hasSize(1);
    }

    @Test
    void aLookCreatesNothingAndSaysWhatWouldBeCreated() throws Exception {
        WarehouseOutcome look = reconcile(guestbook(), Mode.LOOK);

        assertThat(look.status()).isEqualTo(Status.NEW);
        assertThat(look.messages()).last().asString().contains("would be new Freight");
        assertThat(store.freight().list(PROJECT, null, null, 10)).isEmpty();
        assertThat(reconcile(guestbook(), Mode.TRUSTED).freight().name())
                .isEqualTo(look.freight().name());
        assertThat(reconcile(guestbook(), Mode.LOOK).status()).isEqualTo(Status.ALREADY_EXISTS);
    }

    @Test
    void aLookWaitsForTheBuildThatIsAboutToCreateTheSame() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        GenericSubscriber slowForTheFirst = (subscription, environment) -> {
            if (asked.getCount() > 0) {
                asked.countDown();
                answer.await();
            }
            return List.of(new ArtifactReference("slow", subscription.name(), "1", Map.of()));
        };
        Warehouse warehouse = Subscriptions.warehouse("slow", new Subscription.Generic("tool", "slow", Map.of(), 1));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (DiscoveryServices slow = new DiscoveryServices(
                DiscoverySettings.of(temp.resolve("slow"), HttpSettings.of(NetworkPolicy.LOOPBACK)),
                Map.of("slow", slowForTheFirst))) {
            DiscoveryEnvironment environment = new DiscoveryEnvironment(slow, credentials, PROJECT);
            Future<WarehouseOutcome> build = threads.submit(() -> warehouses.reconcile(
                    PROJECT, Configuration.EMPTY, warehouse, List.of(), environment, BUILD, Mode.TRUSTED));
            asked.await();
            Future<WarehouseOutcome> look = threads.submit(() -> warehouses.reconcile(
                    PROJECT, Configuration.EMPTY, warehouse, List.of(), environment, BuildReference.NONE, Mode.LOOK));
            assertThatThrownBy(() -> look.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            answer.countDown();

            assertThat(build.get(10, TimeUnit.SECONDS).status()).isEqualTo(Status.CREATED);
            assertThat(look.get(10, TimeUnit.SECONDS).status()).isEqualTo(Status.ALREADY_EXISTS);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatWasFoundIsRememberedForPeople() throws Exception {
        reconcile(guestbook(), Mode.TRUSTED);

        WarehouseState state = store.warehouses().find(PROJECT, "guestbook").orElseThrow();

        assertThat(state.check().failed()).isFalse();
        assertThat(state.check().message()).contains("created Freight");
        assertThat(state.subscriptions())
                .extracting(WarehouseState.Found::kind)
                .containsExactly("image", "chart", "chart", "git");
        assertThat(state.subscriptions().get(0).versions())
                .extracting(version -> version.image().tag())
                .containsExactly("1.1.0", "1.0.0");
    }

    @Test
    void freightIsAssembledByHandOfWhatWasFound() throws Exception {
        Warehouse warehouse = guestbook();
        Freight newest = reconcile(warehouse, Mode.TRUSTED).freight();
        List<WarehouseState.Found> found =
                store.warehouses().find(PROJECT, "guestbook").orElseThrow().subscriptions();
        String older = found.get(0).versions().get(1).id();

        Warehouses.Stored byHand = warehouses.assemble(PROJECT, warehouse, Map.of(0, older, 1, "1.0.0"), "olivia");

        assertThat(byHand.created()).isTrue();
        Freight freight = byHand.freight();
        assertThat(freight.images())
                .singleElement()
                .satisfies(image -> assertThat(image.tag()).isEqualTo("1.0.0"));
        assertThat(freight.charts()).extracting(Chart::version).containsExactly("1.0.0", "0.3.0+meta");
        assertThat(freight.commits()).isEqualTo(newest.commits());
        assertThat(freight.name())
                .isEqualTo(FreightId.of(
                        warehouse.origin(),
                        freight.commits(),
                        freight.images(),
                        freight.charts(),
                        freight.artifacts()));
        assertThat(store.events().list(PROJECT, 1)).singleElement().satisfies(event -> {
            assertThat(event.actor()).isEqualTo("olivia");
            assertThat(event.message()).contains("assembled by hand");
        });
        assertThat(warehouses.assemble(PROJECT, warehouse, Map.of(), "olivia"))
                .isEqualTo(new Warehouses.Stored(newest, false));
    }

    @Test
    void whatWasNotFoundCannotBeAssembled() throws Exception {
        Warehouse warehouse = guestbook();
        assertThatThrownBy(() -> warehouses.assemble(PROJECT, warehouse, Map.of(), "olivia"))
                .hasMessageContaining("refresh it first");
        reconcile(warehouse, Mode.TRUSTED);

        assertThatThrownBy(() -> warehouses.assemble(PROJECT, warehouse, Map.of(1, "9.9.9"), "olivia"))
                .isInstanceOf(InvalidPinException.class)
                .hasMessageContaining("'9.9.9' is not among what was discovered");
        assertThatThrownBy(() -> warehouses.assemble(PROJECT, warehouse, Map.of(4, "1.0.0"), "olivia"))
                .hasMessageContaining("no subscription 4");
    }
}
