package io.jenkins.plugins.kargo.engine.discovery.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.discovery.Subscriptions;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartSelectorTest {
    @Test
    void anIndexIsReadLenientlyAndSortedNewestFirst() {
        ChartSelector selector = new ChartSelector(Subscriptions.chart("https://charts.example.com", "app", ""));

        assertThat(selector.ofIndex(List.of("1.0", "nightly", "2.0.0-rc.1", "1.0.0", "v1.2.0")))
                .containsExactly("2.0.0-rc.1", "v1.2.0", "1.0.0", "1.0");
    }

    @Test
    void tagsMustBeFullVersionsAndAnUnderscoreIsAPlus() {
        ChartSelector selector = new ChartSelector(Subscriptions.chart("oci://example.com/charts/app", "", ">=1.0.0"));

        assertThat(selector.ofTags(List.of("1.0.0_build.1", "1.1", "v1.2.0", "latest", "1.0.1", "0.9.0", "2.0.0-rc.1")))
                .containsExactly("1.0.1", "1.0.0+build.1");
    }

    @Test
    void theLimitIsKept() {
        Subscription.Chart two = new Subscription.Chart("", "https://charts.example.com", "app", "", 2, false);

        assertThat(new ChartSelector(two).ofIndex(List.of("1.0.0", "3.0.0", "2.0.0")))
                .containsExactly("3.0.0", "2.0.0");
    }

    @Test
    void nameAndUrlMustGoTogether() {
        assertThatThrownBy(() -> new ChartSelector(Subscriptions.chart("https://charts.example.com", "", "")))
                .hasMessage("name: is required for a chart in an HTTP repository");
        assertThatThrownBy(() -> new ChartSelector(Subscriptions.chart("oci://example.com/app", "app", "")))
                .hasMessageContaining("must be empty for a chart in an OCI registry");
    }
}
