package io.jenkins.plugins.kargo.engine.discovery;

import io.jenkins.plugins.kargo.engine.discovery.Warehouses.Mode;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.store.SqlKargoStore;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.ChartRepository;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.engine.testing.RegistryDouble;
import io.jenkins.plugins.kargo.engine.testing.TestImage;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project with a registry, a chart repository and a git server, all of which ask for a password. */
abstract class GuestbookFixture {
    static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");
    static final Instant CREATED = Instant.parse("2026-02-03T04:05:06Z");
    static final ProjectKey PROJECT = new ProjectKey("team", "guestbook");
    static final BuildReference BUILD = new BuildReference("team/build#7", "job/team/job/build/7/", "#7");

    @TempDir
    Path temp;

    final RegistryDouble registry = RegistryDouble.start().tokens(BasicCredentials.RIGHT);
    final ChartRepository charts = ChartRepository.withPassword();
    GitHttpServer server;
    GitFixture app;
    KargoStore store;
    DiscoveryServices services;
    Warehouses warehouses;
    CredentialResolver credentials = (url, access) -> Optional.of(BasicCredentials.RIGHT.credential());

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

    final WarehouseOutcome reconcile(Warehouse warehouse, Mode mode, Pin... pins) throws InterruptedException {
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
    final Warehouse guestbook() {
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
}
