package io.jenkins.plugins.kargo.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretMaskTest {
    private final SecretMask mask =
            SecretMask.of(new Credential.UsernamePassword("id", "ada", new SecretText("p@ss w/ord")));

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void hidesEveryFormOfThePassword() {
        String text = "raw p@ss w/ord, url p%40ss+w%2Ford and p%40ss%20w%2Ford, base64 " + base64("p@ss w/ord")
                + ", header " + base64("ada:p@ss w/ord");
        assertThat(mask.mask(text))
                .startsWith("raw ****, url **** and ****, base64 ****")
                .doesNotContain("p@ss", "p%40ss", base64("ada:p@ss w/ord").substring(0, 20))
                .contains("header ****");
    }

    @Test
    void leavesTheUserNameAndOtherTextAlone() {
        assertThat(mask.mask("ada was refused by https://host/x")).isEqualTo("ada was refused by https://host/x");
    }

    @Test
    void hidesTheLinesOfAKeyAndItsPassphrase() {
        SecretMask key = SecretMask.of(new Credential.SshKey(
                "id",
                "git",
                new SecretText("-----BEGIN KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU\n-----END KEY-----\n"),
                new SecretText("opensesame")));
        assertThat(key.mask("x b3BlbnNzaC1rZXktdjEAAAAABG5vbmU y opensesame")).isEqualTo("x **** y ****");
    }

    @Test
    void hidesBase64WhereverThePasswordBeginsInWhatWasEncoded() {
        for (String prefix : List.of("", "a", "ab", "abc")) {
            String encoded = base64(prefix + "p@ss w/ord");

            assertThat(mask.mask("x " + encoded + " y")).doesNotContain(encoded.substring(6, 12));
        }
    }

    @Test
    void hidesTheSecretsOfSeveralCredentials() {
        SecretMask both = SecretMask.ofAll(List.of(
                new Credential.Token("one", new SecretText("first-secret")),
                new Credential.Token("two", new SecretText("second-secret"))));

        assertThat(both.mask("first-secret and second-secret")).isEqualTo("**** and ****");
    }

    @Test
    void anEmptyPasswordHidesNothing() {
        SecretMask empty = SecretMask.of(new Credential.UsernamePassword("id", "ada", new SecretText("")));
        assertThat(empty.mask("text")).isEqualTo("text");
        assertThat(SecretMask.of(null).mask("text")).isEqualTo("text");
    }
}
