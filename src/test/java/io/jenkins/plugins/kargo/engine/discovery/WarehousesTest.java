package io.jenkins.plugins.kargo.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.discovery.WarehouseOutcome.Status;
import io.jenkins.plugins.kargo.engine.discovery.Warehouses.Mode;
import io.jenkins.plugins.kargo.engine.freight.FreightId;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.model.WarehouseState;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.store.SqlKargoStore;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.ChartRepository;
import io.jenkins.plugins.kargo.engine.testing.DockerRegistry;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.engine.testing.RegistryDouble;
import io.jenkins.plugins.kargo.engine.testing.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from repositories to Freight in the store. */
class WarehousesTest {
    private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant CREATED = Instant.parse("2026-02-03T04:05:06Z");
    private static final ProjectKey PROJECT = new ProjectKey("team", "guestbook");
    private static final BuildReference BUILD = new BuildReference("team/build#7", "job/team/job/build/7/", "#7");

    @TempDir
    Path temp;

    private final RegistryDouble registry = RegistryDouble.start().tokens(BasicCredentials.RIGHT);
    private final ChartRepository charts = ChartRepository.withPassword();
    private GitHttpServer server;
    private GitFixture app;
    private KargoStore store;
    private DiscoveryServices services;
    private Warehouses warehouses;
    private CredentialResolver credentials = (url, access) -> Optional.of(BasicCredentials.RIGHT.credential());

    @BeforeEach
    void start() throws Exception {
        server = GitHttpServer.withPassword(Files.createDirectory(temp.resolve("git")));
        app = server.create("app");
        store = SqlKargoStore.openSqlite(temp.resolve("store"));
        store.projects().claim(PROJECT, "team/build", false, NOW);
        HttpSettings http = HttpSettings.of(NetworkPolicy.LOOPBACK).withLimits(500, 8, 2, Duration.ofSeconds(2));
        services = new DiscoveryServices(DiscoverySettings.of(temp.resolve("cache"), http));
        warehouses = new Warehouses(store, Clock.fixed(NOW, ZoneOffset.UTC), new Random(1));
    }

    @AfterEach
    void stop() {
        services.close();
        store.close();
        server.close();
        registry.close();
        charts.close();
    }

    private WarehouseOutcome reconcile(Warehouse warehouse, Mode mode, Pin... pins) throws InterruptedException {
        return warehouses.reconcile(
                PROJECT,
                Configuration.EMPTY,
                warehouse,
                List.of(pins),
                new DiscoveryEnvironment(services, credentials, PROJECT),
                BUILD,
                mode);
    }

    /** An image in two versions, a chart in two, and a commit. */
    private Warehouse guestbook() {
        registry.put("guestbook", "1.0.0", TestImage.image("linux/amd64", CREATED));
        registry.put("guestbook", "1.1.0", TestImage.image("linux/amd64", CREATED.plusSeconds(1)));
        registry.put("guestbook", "2.0.0", TestImage.image("linux/amd64", CREATED.plusSeconds(2)));
        registry.put("charts/oci", "0.3.0_meta", TestImage.chart("oci", "0.3.0+meta"));
        charts.publish("guestbook", "1.0.0");
        charts.publish("guestbook", "1.2.0");
        app.commit("main", "first", Map.of("base/a", "1"));
        app.commit("main", "docs", Map.of("docs/a", "1"));
        return Subscriptions.warehouse(
                "guestbook",
                Subscriptions.image(registry.repository("guestbook"), "^1.0.0"),
                Subscriptions.chart(charts.url(), "guestbook", "^1.0.0"),
                Subscriptions.chart("oci://" + registry.repository("charts/oci"), "", ""),
                Subscriptions.branch(server.url("app"), "main", "base"));
    }

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

    @Test
    void anAliasExpressionNamesNewFreight() throws Exception {
        Warehouse base = guestbook();
        Warehouse named = new Warehouse(
                base.metadata(),
                base.interval(),
                base.freightCreationPolicy(),
                "",
                "'App ' + imageFrom('" + registry.repository("guestbook") + "').Tag",
                base.subscriptions());

        assertThat(reconcile(named, Mode.TRUSTED).freight().alias()).isEqualTo("app-1.1.0");
        app.commit("main", "second", Map.of("base/a", "2"));
        assertThat(reconcile(named, Mode.TRUSTED).freight().alias()).isEqualTo("app-1.1.0-2");
    }

    @Test
    void anAliasExpressionThatFailsKeepsNoFreightBack() throws Exception {
        Warehouse base = guestbook();
        Warehouse named = new Warehouse(
                base.metadata(), base.interval(), base.freightCreationPolicy(), "", "nope(", base.subscriptions());

        WarehouseOutcome outcome = reconcile(named, Mode.TRUSTED);

        assertThat(outcome.freight().alias()).matches("[a-z]+-[a-z]+");
        assertThat(store.events().list(PROJECT, 10))
                .anySatisfy(event -> assertThat(event.message()).contains("aliasExpression of warehouse guestbook"));
    }

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
    void manualWarehousesMakeFreightOfPinsOnly() throws Exception {
        Warehouse automatic = guestbook();
        Warehouse manual = new Warehouse(
                Metadata.named("manual"),
                Warehouse.DEFAULT_INTERVAL,
                Warehouse.FreightCreationPolicy.Manual,
                "",
                automatic.subscriptions());

        WarehouseOutcome outcome = reconcile(manual, Mode.TRUSTED);
        assertThat(outcome.status()).isEqualTo(Status.MANUAL);
        assertThat(outcome.discovered().problems()).isEmpty();
        assertThat(outcome.failed()).isFalse();

        Pin pin = new Pin(Pin.Kind.IMAGE, registry.repository("guestbook"), "1.0.0");
        assertThat(reconcile(manual, Mode.TRUSTED, pin).status()).isEqualTo(Status.CREATED);
    }

    @Test
    void criteriaDecideOverTheNewestOfEverySubscription() throws Exception {
        Warehouse base = guestbook();
        String image = registry.repository("guestbook");
        assertThat(criteria(base, "imageFrom('" + image + "').Tag == '1.1.0'")).isEqualTo(Status.CREATED);
        assertThat(criteria(
                        base,
                        "imageFrom('" + image + "').Tag == chartFrom('" + charts.url() + "', 'guestbook').Version"))
                .isEqualTo(Status.CRITERIA_NOT_SATISFIED);
        assertThat(criteria(
                        base, "commitFrom('" + server.url("app") + "').Subject == 'first' && commitFrom('x') == nil"))
                .isEqualTo(Status.ALREADY_EXISTS);
        assertThat(criteria(base, "imageFrom(")).isEqualTo(Status.CRITERIA_FAILED);
        assertThat(criteria(base, "imageFrom('none').Tag")).isEqualTo(Status.CRITERIA_FAILED);
        assertThat(criteria(base, "'maybe'")).isEqualTo(Status.CRITERIA_FAILED);
        assertThat(criteria(base, " 'T' ")).isEqualTo(Status.ALREADY_EXISTS);
    }

    private Status criteria(Warehouse base, String expression) throws InterruptedException {
        Warehouse warehouse = new Warehouse(
                base.metadata(),
                base.interval(),
                Warehouse.FreightCreationPolicy.Automatic,
                expression,
                base.subscriptions());
        return reconcile(warehouse, Mode.TRUSTED).status();
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
