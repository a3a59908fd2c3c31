package io.jenkins.plugins.kargo.engine.freight.url;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageUrlsTest {

    private static final String DIGEST = "@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ghcr.io/Example/Repo:v1                  | ghcr.io/example/repo",
                "nginx" + DIGEST + "                      | nginx",
                "docker.io/library/nginx:1.27" + DIGEST + "| nginx",
                "localhost/app                            | localhost/app",
                "localhost:5000/app:1                     | localhost:5000/app",
                "[::1]:5000/app                           | [::1]:5000/app",
                "host/app                                 | host/app",
                "registry-1.docker.io/library/a/b         | a/b",
                "Not:An:Image                             | Not:An:Image",
                "Me@ghcr.io/app                           | Me@ghcr.io/app",
                "App:                                     | App:",
            })
    void referencesLoseTagDigestAndDockerHub(String url, String normal) {
        assertThat(ImageUrls.normalize(url)).isEqualTo(normal);
    }

    @Property
    void anyTextIsAccepted(@ForAll String text) {
        assertThat(ImageUrls.normalize(text)).isNotNull();
        assertThat(ImageUrls.normalize("ghcr.io/" + text)).isNotNull();
    }
}
