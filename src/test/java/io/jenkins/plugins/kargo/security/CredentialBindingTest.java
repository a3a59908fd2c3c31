package io.jenkins.plugins.kargo.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialBindingTest {
    @ParameterizedTest
    @CsvSource({
        "https://git.example.com/shop, https://git.example.com/shop/app.git, true",
        "https://git.example.com/shop, https://git.example.com/shop, true",
        "https://git.example.com/shop, https://git.example.com/shopping/app, false",
        "https://git.example.com/shop/app, https://git.example.com/shop/app.git, true",
        "https://git.example.com, https://git.example.com.evil.org/shop, false",
        "https://git.example.com, https://git.example.com:8443/shop, false",
        "https://git.example.com, http://git.example.com/shop, false",
        "https://git.example.com, https://user@git.example.com/shop, false",
        "https://Git.Example.com/, https://git.example.com/shop, true",
        "registry.example.com/shop, registry.example.com/shop/cart, true",
        "registry.example.com/shop, https://registry.example.com/shop/cart, true",
        "registry.example.com, registry.example.com:5000/cart, false",
        "registry.example.com:5000, registry.example.com:5000/cart, true",
        "oci://registry.example.com/charts, oci://registry.example.com/charts/app, true",
        "git@git.example.com, git@git.example.com:shop/app.git, true",
        "ssh://git@git.example.com/, ssh://git@git.example.com/shop/app.git, true",
    })
    void coversUrlsBelowItsPrefixOnly(String prefix, String url, boolean covers) {
        assertThat(binding(prefix, true).covers(url)).isEqualTo(covers);
    }

    @Test
    void theLongestPrefixWins() {
        CredentialBinding host = binding("https://git.example.com/", true);
        CredentialBinding team = binding("https://git.example.com/shop/", true);

        assertThat(CredentialBinding.mostSpecific(List.of(team, host), "https://git.example.com/shop/app", false))
                .contains(team);
        assertThat(CredentialBinding.mostSpecific(List.of(team, host), "https://git.example.com/other", false))
                .contains(host);
    }

    @Test
    void aReadBindingNeverServesAWrite() {
        CredentialBinding read = binding("https://git.example.com/", false);

        assertThat(CredentialBinding.mostSpecific(List.of(read), "https://git.example.com/shop", true))
                .isEmpty();
        assertThat(CredentialBinding.mostSpecific(List.of(read), "https://git.example.com/shop", false))
                .contains(read);
    }

    @Test
    void aShorterPrefixDoesNotOpenWhatALongerOneCloses() {
        CredentialBinding host = binding("https://git.example.com/", true);
        CredentialBinding archive = binding("https://git.example.com/archive", false);

        assertThat(CredentialBinding.mostSpecific(List.of(host, archive), "https://git.example.com/archive/app", true))
                .isEmpty();
        assertThat(CredentialBinding.mostSpecific(List.of(host, archive), "https://git.example.com/archive/app", false))
                .contains(archive);
    }

    @Test
    void onePrefixMayHaveACredentialForReadingAndOneForWriting() {
        CredentialBinding read = binding("https://git.example.com/shop", false);
        CredentialBinding write = binding("https://git.example.com/shop/", true);

        assertThat(CredentialBinding.mostSpecific(List.of(read, write), "https://git.example.com/shop/app", true))
                .contains(write);
    }

    private static CredentialBinding binding(String prefix, boolean write) {
        return new CredentialBinding(prefix, "id", write, false);
    }
}
