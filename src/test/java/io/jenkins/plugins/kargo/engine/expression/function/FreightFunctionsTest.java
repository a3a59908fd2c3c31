package io.jenkins.plugins.kargo.engine.expression.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.Expression;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException;
import io.jenkins.plugins.kargo.engine.expression.Templates;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreightFunctionsTest {
    private static final String GIT = "https://github.com/example/app.git";
    private static final FreightOrigin MAIN = FreightOrigin.warehouse("main");
    private static final FreightOrigin OTHER = FreightOrigin.warehouse("other");

    private static final FreightLookup LOOKUP = new FreightLookup() {
        @Override
        public List<FreightOrigin> requestedOrigins() {
            return List.of(MAIN, OTHER);
        }

        @Override
        public Warehouse warehouse(String name) {
            return switch (name) {
                case "main" ->
                    of(
                            name,
                            Subscriptions.git(GIT),
                            Subscriptions.image("example/app"),
                            Subscriptions.image("example/both"),
                            Subscriptions.chart("https://charts.example.com", "app"),
                            Subscriptions.generic("files"));
                case "other" -> of(name, Subscriptions.image("example/other"), Subscriptions.image("example/both"));
                default -> null;
            };
        }

        @Override
        public Collection<Freight> freight() {
            return List.of(new Freight(
                    "abc",
                    "alias",
                    MAIN,
                    List.of(new GitCommit(GIT, "c0ffee", "main", "", "message", "", "", "")),
                    List.of(
                            new Image("example/app", "1.2.3", "sha256:abc", Map.of("k", "v"), ""),
                            new Image("example/both", "9", "", Map.of(), "")),
                    List.of(new Chart("https://charts.example.com", "app", "0.1.0", "")),
                    List.of(new ArtifactReference("s3", "files", "v7", Map.of("size", 3))),
                    Instant.EPOCH));
        }
    };

    private static final Environment ENVIRONMENT =
            Environment.of(Map.of()).withFunctions(FreightFunctions.table(LOOKUP));

    private static Warehouse of(String name, Subscription... subscriptions) {
        return new Warehouse(
                Metadata.named(name),
                Warehouse.DEFAULT_INTERVAL,
                Warehouse.FreightCreationPolicy.Automatic,
                "",
                List.of(subscriptions));
    }

    private static Object value(String source) {
        return Expression.parse(source, ENVIRONMENT.functions()).evaluate(ENVIRONMENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u00a7',
            value = {
                "commitFrom('https://github.com/example/app').ID ~ c0ffee",
                "imageFrom('example/app').Tag + '@' + imageFrom('example/app').Digest ~ 1.2.3@sha256:abc",
                "imageFrom('example/app').Annotations.k ~ v",
                "imageFrom('example/app').Annotations.nope ~",
                "imageFrom('example/both', warehouse('main')).Tag ~ 9",
                "imageFrom('example/both', warehouse('other')) ~ null",
                "imageFrom('example/other') ~ null",
                "imageFrom('docker.io/example/app') ~ null",
                "imageFrom('nope')?.Tag ?? 'none' ~ none",
                "chartFrom('https://charts.example.com', 'app').Version ~ 0.1.0",
                "chartFrom('https://charts.example.com', 'app', warehouse('main')).Version ~ 0.1.0",
                "artifactFrom('files').Metadata.size ~ 3.0",
                "warehouse('main').Name + warehouse('main').Kind + warehouse('main').String() ~"
                        + " mainWarehouseWarehouse/main"
            })
    void findsArtifacts(String source, String expected) {
        assertThat(String.valueOf(value(source))).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u00a7',
            value = {
                "imageFrom('example/both') ~ multiple requested Freight could provide a container image",
                "chartFrom('https://charts.example.com') ~ chart from repo https://charts.example.com not found",
                "chartFrom('https://charts.example.com', 'x') ~ chart \"x\" from repo",
                "imageFrom('example/app').Nope ~ type v1alpha1.Image has no field Nope",
                "imageFrom('nope').Tag ~ cannot fetch Tag from nil",
                "imageFrom() ~ not enough arguments to call imageFrom",
                "imageFrom('a', 'b') ~ cannot use string as argument (type v1alpha1.FreightOrigin)",
                "warehouse('') ~ name must not be empty"
            })
    void saysWhatIsWrong(String source, String problem) {
        assertThatThrownBy(() -> value(source))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void aWarehouseThatIsGoneIsAnError() {
        FreightLookup gone = new FreightLookup() {
            @Override
            public List<FreightOrigin> requestedOrigins() {
                return List.of(FreightOrigin.warehouse("gone"));
            }

            @Override
            public Warehouse warehouse(String name) {
                return null;
            }

            @Override
            public Collection<Freight> freight() {
                return List.of();
            }
        };
        Environment environment = Environment.of(Map.of()).withFunctions(FreightFunctions.table(gone));
        assertThatThrownBy(() -> Expression.parse("imageFrom('a')").evaluate(environment))
                .hasMessageContaining("Warehouse \"gone\" not found");
    }

    @Test
    void anArtifactInATemplateIsItsJson() {
        assertThat(Templates.evaluate("${{ chartFrom('https://charts.example.com', 'app') }}", ENVIRONMENT))
                .isEqualTo(Map.of("repoURL", "https://charts.example.com", "name", "app", "version", "0.1.0"));
        assertThat(Templates.evaluate("${{ asYAML(warehouse('main')) }}", ENVIRONMENT))
                .isEqualTo("kind: Warehouse\nname: main\n");
        assertThat(Templates.evaluate("${{ imageFrom('nope') }}", ENVIRONMENT)).isNull();
    }
}
