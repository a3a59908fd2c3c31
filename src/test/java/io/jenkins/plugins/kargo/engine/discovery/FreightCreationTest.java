package io.jenkins.plugins.kargo.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.discovery.WarehouseOutcome.Status;
import io.jenkins.plugins.kargo.engine.discovery.Warehouses.Mode;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When Freight is created, and what it is called. */
class FreightCreationTest extends GuestbookFixture {
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
}
