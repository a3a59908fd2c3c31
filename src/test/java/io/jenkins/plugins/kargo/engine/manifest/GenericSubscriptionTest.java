package io.jenkins.plugins.kargo.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.discovery.generic.HttpJsonSubscriber;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GenericSubscriptionTest {
    private static LoadedManifests load(String subscription) {
        Capabilities capabilities = new Capabilities(Set.of(), Map.of("http-json", new HttpJsonSubscriber()::problems));
        return new ManifestLoader(capabilities)
                .load(List.of(new ManifestFile("w.yaml", Manifests.warehouse(subscription))));
    }

    @Test
    void aRightConfigLoads() {
        assertThat(load("""
                - name: cli
                  http-json:
                    config: {url: "https://api.example.com/v", items: "$.all"}
                """).errors()).isEmpty();
    }

    @Test
    void mistakesInTheConfigAreErrorsWhereTheyStand() {
        assertThat(load("""
                        - name: cli
                          http-json:
                            config:
                              url: ftp://api.example.com/v
                              itmes: $.all
                        """).errors())
                .extracting(ManifestProblem::toString)
                .anySatisfy(text -> assertThat(text)
                        .contains("w.yaml:9", "spec.subscriptions[0].http-json.config.url", "ftp://api.example.com/v"))
                .anySatisfy(text -> assertThat(text).contains("config.itmes", "no such field"))
                .hasSize(2);
    }

    @Test
    void aConfigThatIsNotThereLacksWhatIsRequired() {
        assertThat(load("- {name: cli, http-json: {}}\n").errors())
                .extracting(ManifestProblem::toString)
                .singleElement()
                .asString()
                .contains("http-json.config", "url");
    }
}
