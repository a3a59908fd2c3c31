package io.jenkins.plugins.kargo.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpCallTest {
    private final HttpCall call = HttpCall.get(URI.create("https://a.example.com/x"))
            .header("Accept", "application/json")
            .header("X-Api-Key", "s3cr3t")
            .authorization(new SecretText("Bearer t0k3n"));

    @Test
    void aRedirectOnTheSameHostKeepsEverything() {
        HttpCall redirected = call.at(URI.create("https://a.example.com/y"));
        assertThat(redirected.headers()).isEqualTo(call.headers());
        assertThat(redirected.authorization()).isEqualTo(call.authorization());
    }

    @Test
    void aRedirectToAnotherHostTakesNothingAlongThatMayBeSecret() {
        HttpCall redirected = call.at(URI.create("https://b.example.com/x"));
        assertThat(redirected.headers()).containsExactly(Map.entry("Accept", "application/json"));
        assertThat(redirected.authorization()).isNull();
    }
}
