package io.jenkins.plugins.kargo.engine.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryNameTest {
    @ParameterizedTest
    @CsvSource({
        "nginx, docker.io/library/nginx, registry-1.docker.io",
        "bitnami/nginx, docker.io/bitnami/nginx, registry-1.docker.io",
        "docker.io/nginx, docker.io/library/nginx, registry-1.docker.io",
        "index.docker.io/bitnami/nginx, docker.io/bitnami/nginx, registry-1.docker.io",
        "registry-1.docker.io/library/nginx, docker.io/library/nginx, registry-1.docker.io",
        "oci://registry-1.docker.io/bitnamicharts/redis, docker.io/bitnamicharts/redis, registry-1.docker.io",
        "ghcr.io/org/app, ghcr.io/org/app, ghcr.io",
        "public.ecr.aws/nginx/nginx, public.ecr.aws/nginx/nginx, public.ecr.aws",
        "1234.dkr.ecr.eu-west-1.amazonaws.com/app, 1234.dkr.ecr.eu-west-1.amazonaws.com/app, 1234.dkr.ecr.eu-west-1.amazonaws.com",
        "europe-docker.pkg.dev/project/repo/app, europe-docker.pkg.dev/project/repo/app, europe-docker.pkg.dev",
        "quay.io/org/app, quay.io/org/app, quay.io",
        "harbor.example.com/library/app, harbor.example.com/library/app, harbor.example.com",
        "localhost/app, localhost/app, localhost",
        "localhost:5000/team/app, localhost:5000/team/app, localhost:5000",
        "[::1]:5000/app, [::1]:5000/app, [::1]:5000",
        "oci://ghcr.io/org/charts/, ghcr.io/org/charts, ghcr.io",
    })
    void namesAreReadAsDockerReadsThem(String text, String expected, String endpoint) {
        RepositoryName name = RepositoryName.parse(text);

        assertThat(name).hasToString(expected);
        assertThat(name.endpoint()).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://ghcr.io/org/app",
                "ghcr.io/",
                "ghcr.io/Org/app",
                "org/app:1.0",
                "ghcr.io/org/../app",
                "ghcr.io/org//app",
                "user@ghcr.io/app",
                "ghcr.io/org/app?x=1",
                "ghcr.io:port/app"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> RepositoryName.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({"ghcr.io/a, ghcr.io, 443", "localhost:5000/a, localhost, 5000", "[::1]:5000/a, [::1], 5000"})
    void hostAndPortAreKnown(String text, String host, int port) {
        assertThat(RepositoryName.parse(text).host()).isEqualTo(host);
        assertThat(RepositoryName.parse(text).port()).isEqualTo(port);
    }

    @Property
    void noTextBreaksTheParser(@ForAll String text) {
        try {
            assertThat(RepositoryName.parse(text).repository()).isNotEmpty();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("not the name of a repository");
        }
    }
}
