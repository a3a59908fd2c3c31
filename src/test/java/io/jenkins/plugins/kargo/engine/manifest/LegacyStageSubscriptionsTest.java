package io.jenkins.plugins.kargo.engine.manifest;

import static io.jenkins.plugins.kargo.engine.manifest.Manifests.WAREHOUSE;
import static io.jenkins.plugins.kargo.engine.manifest.Manifests.load;
import static io.jenkins.plugins.kargo.engine.manifest.Manifests.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class LegacyStageSubscriptionsTest {
    private static final String TEST = stage("test", "subscriptions: {warehouse: main}\n");
    private static final String UAT = stage("uat", "subscriptions: {upstreamStages: [{name: test}]}\n");
    private static final String PROD = stage("prod", "subscriptions: {upstreamStages: [{name: uat}, {name: test}]}\n");

    private static List<FreightRequest> requests(LoadedManifests loaded, String stage) {
        return loaded.configuration().stages().get(stage).requestedFreight();
    }

    @Test
    void aWarehouseIsTakenDirectlyAndStagesBringTheWarehouseThatFeedsThem() {
        LoadedManifests loaded = load(PROD, UAT, TEST, WAREHOUSE);

        assertThat(loaded.errors()).isEmpty();
        assertThat(requests(loaded, "test")).singleElement().satisfies(request -> {
            assertThat(request.origin()).isEqualTo(FreightOrigin.warehouse("main"));
            assertThat(request.sources().direct()).isTrue();
        });
        assertThat(requests(loaded, "prod")).singleElement().satisfies(request -> {
            assertThat(request.origin()).isEqualTo(FreightOrigin.warehouse("main"));
            assertThat(request.sources().direct()).isFalse();
            assertThat(request.sources().stages()).containsExactly("uat", "test");
        });
        assertThat(loaded.warnings()).hasSize(3).allSatisfy(warning -> {
            assertThat(warning.path()).isEqualTo("spec.subscriptions");
            assertThat(warning.message()).contains("write this instead", "requestedFreight", "name: main");
        });
    }

    @Test
    void theNewFormUpstreamTellsTheWarehouseToo() {
        LoadedManifests loaded = load(Manifests.direct("test"), UAT, WAREHOUSE);

        assertThat(loaded.errors()).isEmpty();
        assertThat(requests(loaded, "uat").get(0).sources().stages()).containsExactly("test");
    }

    @Test
    void whatLeadsToNoWarehouseIsOneError() {
        String circle = stage("a", "subscriptions: {upstreamStages: [{name: b}]}\n");
        String other = stage("b", "subscriptions: {upstreamStages: [{name: a}]}\n");

        assertThat(load(circle, other, WAREHOUSE).errors())
                .hasSize(2)
                .allSatisfy(error -> assertThat(error.message()).contains("lead to none"));
        assertThat(load(UAT, WAREHOUSE).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("requestedFreight"));
    }

    @Test
    void bothFormsAtOnceAndOlderOnesAreErrors() {
        assertThat(load(Manifests.direct("test", "subscriptions: {warehouse: main}\n"), WAREHOUSE)
                        .errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("requestedFreight, which is there too"));
        assertThat(load(stage("test", "subscriptions: {repos: {git: []}}\n"), WAREHOUSE)
                        .errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("write a Warehouse"));
        assertThat(load(stage("test", "subscriptions: main\n"), WAREHOUSE)
                        .errors()
                        .toString())
                .contains("it was removed from Kargo");
    }
}
