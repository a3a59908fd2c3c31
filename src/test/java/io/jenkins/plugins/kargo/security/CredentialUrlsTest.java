package io.jenkins.plugins.kargo.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialUrlsTest {
    @ParameterizedTest
    @CsvSource({
        "https://git.example.com/a, https://git.example.com/a",
        "oci://registry.example.com/charts, https://registry.example.com/charts",
        "registry.example.com/shop/cart, https://registry.example.com/shop/cart",
        "registry.example.com:5000/cart, https://registry.example.com:5000/cart",
        "localhost:5000, https://localhost:5000",
        "git@git.example.com:shop/app.git, ssh://git@git.example.com/shop/app.git",
        "git.example.com:shop/app.git, ssh://git.example.com/shop/app.git",
        "ssh://git@git.example.com:2222/app, ssh://git@git.example.com:2222/app",
        "http://git.example.com/a, http://git.example.com/a",
    })
    void everyRepositoryHasAUri(String url, String uri) {
        assertThat(CredentialUrls.asUri(url)).isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource({
        "http://git.example.com/a, true",
        "HTTP://git.example.com/a, true",
        "https://git.example.com/a, false",
        "registry.example.com/a, false",
        "git@git.example.com:a, false",
    })
    void onlyHttpIsPlain(String url, boolean plain) {
        assertThat(CredentialUrls.isPlainHttp(url)).isEqualTo(plain);
    }
}
