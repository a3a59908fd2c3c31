package io.jenkins.plugins.kargo.engine.freight.url;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartUrlsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://Charts.example.com             | https://charts.example.com",
                "https://charts.example.com:8443        | https://charts.example.com",
                "https://charts.example.com:8443/Stable/| https://charts.example.com:8443/stable/",
                "OCI://Ghcr.io/akuity/Kargo             | ghcr.io/akuity/kargo",
                "127.0.0.1:5000/Charts                  | 127.0.0.1:5000/Charts",
                "https://a b/C                          | https://a b/C",
            })
    void repositoriesBecomeWhatKargoMakesOfThem(String url, String normal) {
        assertThat(ChartUrls.normalize(url)).isEqualTo(normal);
    }

    @Property
    void anyTextIsAccepted(@ForAll String text) {
        assertThat(ChartUrls.normalize(text)).isNotNull();
        assertThat(ChartUrls.normalize("oci://" + text)).isNotNull();
    }
}
