package io.jenkins.plugins.kargo.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlPasswordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://kargo:geheim@git.example.com/app.git",
                "see http://:geheim@host/ for more",
                "git+ssh://git:geheim@host:22/x"
            })
    void passwordsAreFoundAndHidden(String text) {
        assertThat(UrlPasswords.areIn(text)).isTrue();
        assertThat(UrlPasswords.hidden(text)).doesNotContain("geheim").contains("****@");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example.com:8443/app.git",
                "ssh://git@git.example.com/app.git",
                "git@git.example.com:shop/app.git",
                "https://host/path:with@signs",
                "https://x:${{ secret(\"a\").b }}@host/app.git",
                "registry.example.com:5000/app:1.2@sha256:00"
            })
    void otherTextIsLeftAlone(String text) {
        assertThat(UrlPasswords.areIn(text)).isFalse();
        assertThat(UrlPasswords.hidden(text)).isEqualTo(text);
    }

    @Test
    void everyPasswordOfATextIsHidden() {
        assertThat(UrlPasswords.hidden("a://u:p@h b://u:q@h")).isEqualTo("a://u:****@h b://u:****@h");
    }
}
